/** What the author is told of a session that the server does not have any more, or not as it was. */

export const expired =
  'The edit session has expired. The draft is kept on this device, and goes into a new session when you go on.';

export const broughtBack = 'The edit session had expired; the draft was brought back from this device.';

export const renewed = 'The edit session had expired; the draft was brought back from this device, without its history.';

/** The session store has lost writes that it had said it had: the draft of this device is the fuller one. */
export const writesWereLost =
  'The server had lost the last changes; the draft was brought back from this device, in a new session, without its history.';
