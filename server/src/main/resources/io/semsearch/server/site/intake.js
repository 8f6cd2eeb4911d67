// Photos from outside: dropped, pasted, picked or taken with the camera. They ask, or where that is allowed are added.

import {add} from './adding.js';
import {button, byId, el} from './dom.js';
import {ask} from './dropped.js';
import {note} from './notes.js';
import {askToken} from './states.js';
import {takePhoto} from './camera.js';

const photosOf = transfer => [...transfer?.files ?? []].filter(file => file.type.startsWith('image/') || !file.type);

function picker(props, use) {
    const field = el('input', {type: 'file', accept: 'image/*', hidden: true, tabindex: '-1', 'aria-hidden': 'true', ...props});
    field.addEventListener('change', () => {
        use([...field.files]);
        field.value = '';
    });
    document.body.append(field);
    return field;
}

/** Offers the tools. `page` says what may be done: {mayWrite, takesPhotos}. */
export function offer({mayWrite, takesPhotos}) {
    if (takesPhotos) {
        const one = picker({id: 'ask-photo'}, ([photo]) => ask(photo));
        byId('tools').append(button('photo', 'Search by a photo from a file', () => one.click(), {class: 'icon'}),
            button('camera', 'Search by a photo from the camera', async () => ask(await takePhoto()), {class: 'icon'}));
        document.addEventListener('paste', event => {
            const [photo] = photosOf(event.clipboardData);
            if (photo) {
                event.preventDefault();
                ask(photo);
            }
        });
    }
    if (mayWrite && takesPhotos) {
        const many = picker({id: 'add-photos', multiple: true}, add);
        byId('actions').prepend(button('plus', 'Add photos', () => many.click(), {class: 'quiet'}));
    }
    if (!mayWrite && document.body.dataset.token === 'true') {
        byId('actions').prepend(button('', 'Sign in', () => askToken('Who has it may add, change and delete photos.'), {class: 'quiet'}));
    }
    dropping(mayWrite, takesPhotos);
}

// One photo dropped on the search box asks; photos dropped elsewhere are added, or ask where adding is not allowed.
function dropping(mayWrite, takesPhotos) {
    const search = byId('search');
    const text = mayWrite ? 'Drop to add to the collection, or on the search box to search by it' : 'Drop to search by this photo';
    const carries = event => event.dataTransfer?.types.includes('Files');
    addEventListener('dragover', event => {
        if (carries(event)) {
            event.preventDefault();
            document.body.dataset.drop = text;
            document.body.classList.add('dropping');
        }
    });
    addEventListener('dragleave', event => !event.relatedTarget && document.body.classList.remove('dropping'));
    addEventListener('drop', event => {
        if (!carries(event)) {
            return;
        }
        event.preventDefault();
        document.body.classList.remove('dropping');
        const photos = photosOf(event.dataTransfer);
        if (!takesPhotos) {
            note('The encoder of this collection is not installed here, so it takes no photos.');
        } else if (!photos.length) {
            note('There is no photo among these files.');
        } else if (mayWrite && !search.contains(event.target)) {
            add(photos);
        } else {
            ask(photos[0]);
        }
    });
}
