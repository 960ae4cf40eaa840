/** An `error` of the relay, or that there was no answer: then `code` is `disconnected`. */
export class RelayError extends Error {
  constructor({ code, message, hint, retryable = false, retryAfter }) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  static disconnected() {
    return new RelayError({
      code: 'disconnected',
      message: 'The relay can’t be reached.',
      hint: 'Check the network; the page connects again by itself.',
      retryable: true,
    });
  }
}
