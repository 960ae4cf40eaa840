/** So near to the end one is at it; so near to the end of what is drawn, more is wanted. */
const AT_END = 40;
const NEAR = 800;

/** Where one is in a list that grows at both ends: what one looks at stays where it is, whatever is drawn above it. */
export class ScrollPlace {
  #scroller;
  #anchor = null;
  #held = false;
  #resized = new ResizeObserver(() => this.hold(this.#held));

  /** @param content of the scroller; where it becomes higher, as by a picture, the place is held, too */
  constructor(scroller, content) {
    this.#scroller = scroller;
    this.#resized.observe(content);
    this.#resized.observe(scroller);
  }

  get isAtEnd() {
    return this.#below < AT_END;
  }

  get isNearStart() {
    return this.#scroller.scrollTop < NEAR;
  }

  get isNearEnd() {
    return this.#below < NEAR;
  }

  /** Begins at the end, or where the new ones begin, if that is further up. */
  begin(firstNew) {
    this.#toEnd();
    const above = firstNew ? firstNew.getBoundingClientRect().top - this.#top : 0;
    if (above < 0) this.#scroller.scrollTop += above - 8;
    this.remember();
  }

  /** @param atEnd whether the end is the place, however much comes there */
  hold(atEnd) {
    this.#held = atEnd;
    if (atEnd) this.#toEnd();
    else if (this.#anchor?.element.isConnected)
      this.#scroller.scrollTop += this.#anchor.element.getBoundingClientRect().top - this.#anchor.top;
    this.remember();
  }

  show(element) {
    element.scrollIntoView({ block: 'center' });
    this.remember();
  }

  remember() {
    this.#held &&= this.isAtEnd;
    const element = this.#parts().find((part) => part.getBoundingClientRect().bottom > this.#top);
    this.#anchor = element ? { element, top: element.getBoundingClientRect().top } : null;
  }

  /** The lowest message of which one sees the beginning. */
  lastVisible() {
    const end = this.#scroller.getBoundingClientRect().bottom;
    return this.#parts().findLast((part) => part.getBoundingClientRect().top < end - AT_END);
  }

  leave() {
    this.#resized.disconnect();
  }

  get #top() {
    return this.#scroller.getBoundingClientRect().top;
  }

  get #below() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #parts() {
    return [...this.#scroller.querySelectorAll('pr-message')];
  }
}
