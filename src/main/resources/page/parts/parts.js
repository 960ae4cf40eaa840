// The elements that whoever is logged in sees; a part that others need only now and then comes when it is needed.
import './pr-side.js';
import './pr-attach.js';
import './pr-offer.js';
import './pr-offers.js';
import './pr-tray.js';
