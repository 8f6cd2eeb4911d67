// A photo from the camera: the phone's own camera where there is one, else a window with the picture of the webcam.

import {button, el} from './dom.js';
import {note} from './notes.js';

/** A photo, or undefined if none was taken. */
export function takePhoto() {
    const phone = matchMedia('(pointer: coarse)').matches;
    return phone || !navigator.mediaDevices ? fromPhone() : fromWebcam();
}

function fromPhone() {
    const field = el('input', {type: 'file', accept: 'image/*', capture: 'environment'});
    return new Promise(resolve => {
        field.addEventListener('change', () => resolve(field.files[0]));
        field.addEventListener('cancel', () => resolve(undefined));
        field.click();
    });
}

async function fromWebcam() {
    const stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment'}}).catch(error => {
        note(error.name === 'NotAllowedError' ? 'The camera was not allowed.' : 'There is no camera here.');
    });
    if (!stream) {
        return undefined;
    }
    const video = el('video', {autoplay: true, playsinline: true});
    video.muted = true;
    video.srcObject = stream;
    try {
        return await ask(video);
    } finally {
        stream.getTracks().forEach(track => track.stop());
    }
}

function ask(video) {
    const {promise, resolve} = Promise.withResolvers();
    const dialog = el('dialog', {class: 'camera', 'aria-label': 'Camera'}, video, el('div', {class: 'choices'},
        button('camera', 'Take the photo', () => still(video).then(resolve), {class: 'primary'}),
        button('', 'Cancel', () => resolve(undefined))));
    dialog.addEventListener('close', () => resolve(undefined));
    document.body.append(dialog);
    dialog.showModal();
    return promise.finally(() => dialog.remove());
}

function still(video) {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d').drawImage(video, 0, 0);
    return canvas.convertToBlob({type: 'image/jpeg', quality: 0.9});
}
