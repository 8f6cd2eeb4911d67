// Adds photos to the collection: one after the other, with progress and a report of what was skipped.

import * as api from './api.js';
import {button, byId, el} from './dom.js';
import {forget, run} from './search.js';
import {photos as photoCount} from './wording.js';

/** Adds photos, and says how it goes in a box above the grid. */
export async function add(files) {
    const box = progressBox(files.length);
    const skipped = [];
    let added = 0;
    for (const [index, file] of files.entries()) {
        if (box.stopped()) {
            break;
        }
        try {
            const result = await api.add(file, share => box.at(index + share, file.name));
            added += result.added;
            skipped.push(...result.skipped ?? [], ...alreadyThere(result, file));
        } catch (error) {
            skipped.push({name: file.name, reason: error.message});
            if (error.status === 0 || error.status === 401) {
                break;
            }
        }
    }
    if (added) {
        forget();
        await run();
    }
    box.end(added, skipped);
}

const alreadyThere = (result, file) => !result.added && !result.skipped?.length
    ? [{name: file.name, reason: 'the collection has it already'}] : [];

function progressBox(total) {
    let stop = false;
    const bar = el('progress', {max: total, value: 0, 'aria-label': 'Photos added'});
    const text = el('p', {role: 'status'}, `Adding ${photoCount(total)} …`);
    const actions = el('div', {class: 'choices'}, button('', 'Stop', () => stop = true));
    const box = el('div', {class: 'adding'}, el('h2', {}, 'Adding photos'), bar, text, actions);
    byId('notice').before(el('div', {class: 'notice'}, box));
    return {
        stopped: () => stop,
        at(done, name) {
            bar.value = done;
            text.textContent = `${Math.min(total, Math.floor(done) + 1)} of ${total}: ${name}`;
        },
        end(added, skipped) {
            bar.remove();
            box.querySelector('h2').textContent = added ? `${photoCount(added)} added` : 'No photo was added';
            text.textContent = stop ? 'Stopped.' : skipped.length ? `${photoCount(skipped.length)} left out:` : 'They can be found from now on.';
            actions.replaceChildren(button('', 'Close', () => box.parentElement.remove()));
            if (skipped.length) {
                text.after(el('ul', {class: 'skipped'}, skipped.map(it => el('li', {}, `${it.name}: ${it.reason}`))));
            }
        },
    };
}
