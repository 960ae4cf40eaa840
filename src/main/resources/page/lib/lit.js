// All of Lit that the page uses. Its modules come from WebJars; the relay serves them below lit/.
export { LitElement, css, html, noChange, nothing, render, svg } from './lit/lit-element/lit-element.js';
export { classMap } from './lit/lit-html/directives/class-map.js';
export { guard } from './lit/lit-html/directives/guard.js';
export { ifDefined } from './lit/lit-html/directives/if-defined.js';
export { keyed } from './lit/lit-html/directives/keyed.js';
export { live } from './lit/lit-html/directives/live.js';
export { createRef, ref } from './lit/lit-html/directives/ref.js';
export { repeat } from './lit/lit-html/directives/repeat.js';
export { until } from './lit/lit-html/directives/until.js';
export { when } from './lit/lit-html/directives/when.js';
