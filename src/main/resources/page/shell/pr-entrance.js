import { html, nothing } from '/page/lib/lit.js';
import { session } from '../relay/session.js';
import { t } from '../texts.js';
import { explain } from './notices.js';
import { Part } from './part.js';
import { route } from './route.js';

/** What a person without a login can do, one form at a time. */
const FORMS = { logIn, register, confirm, forget, reset };

/** Log in, register, confirm the code of the mail, and get in again without the password. */
class Entrance extends Part {
  static properties = { form: { state: true }, problem: { state: true }, busy: { state: true }, news: { state: true } };

  constructor() {
    super();
    this.form = 'logIn';
    this.problem = '';
    this.news = '';
    this.busy = false;
    /** What was typed last, for the next form: who registered logs in after the code was right. */
    this.known = { username: '', password: '', email: '' };
  }

  render() {
    return html`<main class="entrance" id="main">
      <img src="/icon.svg" alt="" width="56" height="56">
      <h1>Peer Relay</h1>
      <p>${route.peer ? t('account.toReach', { name: route.peer }) : t('account.about')}</p>
      ${this.news ? html`<p class="news" role="status">${this.news}</p>` : nothing}
      <form @submit=${this.#submit} aria-busy=${this.busy}>${FORMS[this.form](this)}
        <p class="problem" role="alert">${this.problem}</p>
      </form>
    </main>`;
  }

  show(form, news = '') {
    this.form = form;
    this.problem = '';
    this.news = news;
    this.updateComplete.then(() => this.querySelector('input')?.focus());
  }

  #submit = async (event) => {
    event.preventDefault();
    if (this.busy) return;
    Object.assign(this.known, Object.fromEntries(new FormData(event.target)));
    this.busy = true;
    this.problem = '';
    try {
      await ACTIONS[this.form](this, this.known);
    } catch (error) {
      if (error.code === 'notConfirmed') this.show('confirm');
      this.problem = explain(error);
    }
    this.busy = false;
  };
}

const ACTIONS = {
  async logIn(entrance, { username, password }) {
    await session.logIn(username, password);
  },
  async register(entrance, { username, password, email }) {
    const registered = await session.request({ type: 'register', username, password, ...(email ? { email } : {}) });
    if (registered.confirmationRequired) entrance.show('confirm', t('account.codeSent', { email }));
    else await session.logIn(username, password);
  },
  async confirm(entrance, { username, password, code }) {
    await session.request({ type: 'confirm', username, code: code.trim() });
    if (password) await session.logIn(username, password);
    else entrance.show('logIn', t('account.confirmed'));
  },
  async forget(entrance, { email }) {
    await session.request({ type: 'forgotPassword', email });
    entrance.show('reset', t('account.resetSent', { email }));
  },
  async reset(entrance, { username, code, password }) {
    await session.request({ type: 'resetPassword', username, code: code.trim(), password });
    await session.logIn(username, password);
  },
};

function logIn(entrance) {
  return html`<h2>${t('account.logIn')}</h2>
    ${username(entrance)} ${password('current-password')}
    <button class="primary" ?disabled=${entrance.busy}>${t('account.logIn')}</button>
    <div class="others">
      ${to(entrance, 'register', 'account.noAccount')} ${to(entrance, 'forget', 'account.forgotten')}
    </div>`;
}

function register(entrance) {
  return html`<h2>${t('account.register')}</h2>
    ${username(entrance)} ${password('new-password')}
    <label>${t('account.email')}<input name="email" type="email" autocomplete="email" maxlength="254"></label>
    <p class="hint">${t('account.emailHint')}</p>
    <button class="primary" ?disabled=${entrance.busy}>${t('account.register')}</button>
    <div class="others">${to(entrance, 'logIn', 'account.haveAccount')}</div>`;
}

function confirm(entrance) {
  return html`<h2>${t('account.confirm')}</h2>
    ${username(entrance)} ${code()}
    <button class="primary" ?disabled=${entrance.busy}>${t('account.confirm')}</button>
    <div class="others">
      <button type="button" class="link" @click=${() => resend(entrance)}>${t('account.newCode')}</button>
      ${to(entrance, 'logIn', 'account.back')}
    </div>`;
}

function forget(entrance) {
  return html`<h2>${t('account.forgotten')}</h2>
    <label>${t('account.address')}<input name="email" type="email" autocomplete="email" required maxlength="254"></label>
    <button class="primary" ?disabled=${entrance.busy}>${t('account.sendCode')}</button>
    <div class="others">${to(entrance, 'logIn', 'account.back')}</div>`;
}

function reset(entrance) {
  return html`<h2>${t('account.newPassword')}</h2>
    ${username(entrance)} ${code()} ${password('new-password')}
    <button class="primary" ?disabled=${entrance.busy}>${t('account.setPassword')}</button>
    <div class="others">${to(entrance, 'forget', 'account.newCode')} ${to(entrance, 'logIn', 'account.back')}</div>`;
}

async function resend(entrance) {
  const field = entrance.querySelector('input[name=username]');
  try {
    await session.request({ type: 'resendConfirmation', username: field.value });
    entrance.news = t('account.codeSentAgain');
    entrance.problem = '';
  } catch (error) {
    entrance.problem = explain(error);
  }
}

function username(entrance) {
  return html`<label>${t('account.username')}
    <input name="username" autocomplete="username" required minlength="3" maxlength="64" autocapitalize="none"
      spellcheck="false" .value=${entrance.known.username}></label>`;
}

function password(autocomplete) {
  return html`<label>${t(autocomplete === 'new-password' ? 'account.choosePassword' : 'account.password')}
    <input name="password" type="password" autocomplete=${autocomplete} required maxlength="1024"></label>`;
}

function code() {
  return html`<label>${t('account.code')}
    <input name="code" autocomplete="one-time-code" required inputmode="numeric" maxlength="64"></label>`;
}

function to(entrance, form, text) {
  return html`<button type="button" class="link" @click=${() => entrance.show(form)}>${t(text)}</button>`;
}

customElements.define('pr-entrance', Entrance);
