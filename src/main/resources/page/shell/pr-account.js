import { html, nothing } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { confirmation } from './confirmation.js';
import { showInviteLink } from './pr-invite-link.js';
import { explain } from './notices.js';
import { Part } from './part.js';
import { route } from './route.js';

/** What the relay keeps of the user: name, address, nickname, password; and the ways out. */
class Account extends Part {
  static properties = { profile: { state: true }, problem: { state: true }, news: { state: true }, at: { state: true } };
  #end = null;

  constructor() {
    super();
    this.watch(session);
    /** Null until the relay has said. */
    this.profile = null;
    /** The form that the problem or the news belong to. */
    this.at = '';
    this.problem = '';
    this.news = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = session.onWelcome(() => this.#attempt('', async () => {
      this.profile = await session.request({ type: 'profile' });
    }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  render() {
    return html`<section class="card" aria-labelledby="settings-account">
      <h2 id="settings-account">${t('settings.account.title')}</h2>
      <p>${t('settings.account.loggedInAs')} <strong><bdi>${session.username}</bdi></strong></p>
      ${this.#address()} ${this.#outcome('')}
      <div class="ways">
        <button @click=${showInviteLink}>${t('settings.account.myLink')}</button>
        <button @click=${this.#logOut}>${t('settings.account.logOut')}</button>
      </div>
      ${this.#nickname()} ${this.#password()} ${this.#deletion()}
    </section>`;
  }

  #address() {
    if (!this.profile) return nothing;
    const { email, confirmed } = this.profile;
    if (!email) return html`<p class="hint">${t('settings.account.noEmail')}</p>`;
    return html`<p>${t('account.address')}: <bdi>${email}</bdi>
      <span class="badge">${t(confirmed ? 'settings.account.confirmed' : 'settings.account.unconfirmed')}</span></p>`;
  }

  #nickname() {
    return html`<form @submit=${this.#rename}>
      <label>${t('settings.account.nickname')}
        <input name="nickname" maxlength="512" dir="auto" autocomplete="nickname" .value=${this.profile?.fields.nickname ?? ''}></label>
      <p class="hint">${t('settings.account.nicknameHint')}</p>
      ${this.#outcome('nickname')}
      <button ?disabled=${!this.profile}>${t('settings.account.save')}</button>
    </form>`;
  }

  #password() {
    return html`<details><summary>${t('settings.account.changePassword')}</summary>
      <form @submit=${this.#changePassword}>${whose()}
        <label>${t('settings.account.oldPassword')}
          <input name="oldPassword" type="password" autocomplete="current-password" required maxlength="1024"></label>
        <label>${t('account.newPassword')}
          <input name="newPassword" type="password" autocomplete="new-password" required maxlength="1024"></label>
        ${this.#outcome('password')}
        <button class="primary">${t('settings.account.changePassword')}</button>
      </form>
    </details>`;
  }

  #deletion() {
    return html`<details><summary>${t('settings.account.delete')}</summary>
      <form @submit=${this.#delete}>${whose()}
        <p>${t('settings.account.deletion')}</p>
        <label>${t('account.password')}
          <input name="password" type="password" autocomplete="current-password" required maxlength="1024"></label>
        ${this.#outcome('deletion')}
        <button class="danger">${t('settings.account.delete')}</button>
      </form>
    </details>`;
  }

  #outcome(form) {
    return html`<p class="problem" role="alert">${this.at === form ? this.problem : ''}</p>
      <p class="done" role="status">${this.at === form ? this.news : ''}</p>`;
  }

  #rename = (event) => {
    event.preventDefault();
    const { nickname } = valuesOf(event.target);
    this.#attempt('nickname', async () => {
      await session.request({ type: 'changeProfile', fields: { nickname: nickname.trim() || null } });
      this.profile = await session.request({ type: 'profile' });
      this.news = t('settings.account.saved');
    });
  };

  #changePassword = (event) => {
    event.preventDefault();
    const { oldPassword, newPassword } = valuesOf(event.target);
    this.#attempt('password', async () => {
      await session.request({ type: 'changePassword', oldPassword, newPassword });
      event.target.reset();
      this.news = t('settings.account.passwordChanged');
    });
  };

  #delete = async (event) => {
    event.preventDefault();
    const { password } = valuesOf(event.target);
    const wanted = await confirmation.ask({
      title: t('settings.account.deleteReally', { username: session.username }),
      text: t('settings.account.deletion'),
      action: t('settings.account.delete'),
    });
    if (wanted) await this.#attempt('deletion', () => leave(() => session.deleteAccount(password)));
  };

  #logOut = () => leave(() => session.logOut());

  async #attempt(form, act) {
    this.at = form;
    this.problem = '';
    this.news = '';
    try {
      await act();
    } catch (error) {
      this.problem = explain(error);
    }
  }
}

/** For what keeps passwords: it is to know whose they are. */
function whose() {
  return html`<input class="visually-hidden" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" readonly
    .value=${session.username ?? ''}>`;
}

/** Who comes next on this device does not begin in these settings. */
async function leave(act) {
  await act();
  route.go('#/');
}

function valuesOf(form) {
  return Object.fromEntries(new FormData(form));
}

customElements.define('pr-account', Account);
