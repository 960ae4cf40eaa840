/**
 * Who may log in: accounts, the claims that keep e-mail addresses unique, passwords, codes from
 * mails, tokens, and the mails themselves. Entered by {@link io.peerrelay.account.Accounts}.
 */
package io.peerrelay.account;
