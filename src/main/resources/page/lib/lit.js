// All of Lit that the page uses. Its modules come from WebJars; the relay serves them below lit/.
export { LitElement, css, html, noChange, nothing, render, svg } from './lit/lit-element/lit-element.js';
export { guard } from './lit/lit-html/directives/guard.js';
export { keyed } from './lit/lit-html/directives/keyed.js';
export { live } from './lit/lit-html/directives/live.js';
export { repeat } from './lit/lit-html/directives/repeat.js';
