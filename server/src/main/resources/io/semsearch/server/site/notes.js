// Short messages at the foot of the page, read out by screen readers.

import {button, byId, el} from './dom.js';

const SECONDS = 6;

/** Says something for some seconds. With `undo`, offers it meanwhile; `done` runs when the time is over without it. */
export function note(text, {undo, done} = {}) {
    const line = el('div', {class: 'note', role: 'status'}, el('span', {}, text));
    const timer = {};
    const end = then => {
        if (timer.over) {
            return; // a button that leaves the page loses the focus, and that starts the timer
        }
        timer.over = true;
        clearTimeout(timer.id);
        removeEventListener('pagehide', timer.leave);
        line.remove();
        then?.();
    };
    if (undo) {
        line.append(button('', 'Undo', () => end(undo)));
    }
    line.append(button('close', 'Dismiss', () => end(done), {class: 'icon'}));
    const start = () => {
        clearTimeout(timer.id);
        timer.id = setTimeout(() => end(done), SECONDS * 1000);
    };
    timer.leave = () => end(done);
    addEventListener('pagehide', timer.leave);
    line.addEventListener('focusin', () => clearTimeout(timer.id));
    line.addEventListener('focusout', start);
    line.addEventListener('pointerenter', () => clearTimeout(timer.id));
    line.addEventListener('pointerleave', start);
    byId('notes').append(line);
    start();
    return () => end(undefined);
}
