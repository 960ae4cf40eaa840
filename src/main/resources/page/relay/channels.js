import { fold } from './names.js';
import { Observable } from './observable.js';
import { session } from './session.js';

/** The channels that one is in, what one was invited to, and what can be done with a channel. */
class Channels extends Observable {
  /** [{channel, private, posting, members, role}], by name. */
  mine = [];
  /** [{channel, by}] since the page was opened: the relay tells of each but once. */
  invitations = [];
  /** Whether `mine` has come from the relay. */
  known = false;

  constructor() {
    super();
    session.onWelcome(() => this.#loadMine());
    session.watch(() => session.username ?? this.#forget());
    session.socket.on('membership', (membership) => this.#membership(membership));
    session.socket.on('channelChanged', (changed) => this.#update(changed.channel, changed));
  }

  /** Null where one is not in it. */
  of(name) {
    return this.mine.find(({ channel }) => same(channel, name)) ?? null;
  }

  /** @returns {channels, more} of the public ones, behind the name `after` */
  async listed(after) {
    const { channels, more } = await session.request({ type: 'channels', ...(after ? { after } : {}) });
    return { channels, more };
  }

  /** @returns {members: [{username, role}], more} behind the name `after` */
  async membersOf(channel, after) {
    const { members, more } = await session.request({ type: 'members', channel, ...(after ? { after } : {}) });
    return { members, more };
  }

  /** @param settings {private, posting} */
  async create(channel, settings) {
    await session.request({ type: 'createChannel', channel, ...settings });
    await this.#loadMine();
  }

  async join(channel) {
    await session.request({ type: 'join', channel });
    this.dismiss(channel);
    await this.#loadMine();
  }

  async leave(channel) {
    await session.request({ type: 'leave', channel });
    this.#gone(channel);
  }

  async invite(channel, username) {
    await session.request({ type: 'invite', channel, username });
  }

  async remove(channel, username) {
    await session.request({ type: 'remove', channel, username });
  }

  async setRole(channel, username, role) {
    await session.request({ type: 'setRole', channel, username, role });
  }

  /** @param settings private, posting or both */
  async change(channel, settings) {
    await session.request({ type: 'changeChannel', channel, ...settings });
    this.#update(channel, settings);
  }

  /** Puts an invitation away. */
  dismiss(channel) {
    this.invitations = this.invitations.filter((invitation) => !same(invitation.channel, channel));
    this.changed();
  }

  async #loadMine() {
    try {
      const mine = [];
      for (let more = true; more; ) {
        const after = mine.at(-1)?.channel;
        const page = await session.request({ type: 'channels', mine: true, ...(after ? { after } : {}) });
        mine.push(...page.channels);
        more = page.more;
      }
      this.mine = mine;
      this.known = true;
      this.changed();
    } catch {
      // They are asked for again after the next welcome.
    }
  }

  #membership({ channel, username, change, by }) {
    if (same(username, session.username)) this.#own(channel, change, by);
    else if (change === 'joined') this.#count(channel, 1);
    else if (change === 'left' || change === 'removed') this.#count(channel, -1);
  }

  #own(channel, change, by) {
    if (change === 'invited') {
      this.invitations = [...this.invitations.filter((invitation) => !same(invitation.channel, channel)), { channel, by }];
      this.changed();
    } else if (change === 'joined') this.#loadMine();
    else if (change === 'left' || change === 'removed') this.#gone(channel);
    else this.#update(channel, { role: change });
  }

  #count(channel, difference) {
    const members = this.of(channel)?.members;
    if (members) this.#update(channel, { members: members + difference });
  }

  #update(channel, { private: closed, posting, role, members }) {
    const changes = Object.entries({ private: closed, posting, role, members }).filter(([, value]) => value !== undefined);
    this.mine = this.mine.map((one) => (same(one.channel, channel) ? { ...one, ...Object.fromEntries(changes) } : one));
    this.changed();
  }

  #forget() {
    this.mine = [];
    this.invitations = [];
    this.known = false;
  }

  #gone(channel) {
    this.mine = this.mine.filter((one) => !same(one.channel, channel));
    this.changed();
  }
}

function same(one, other) {
  return fold(one) === fold(other);
}

export const channels = new Channels();
