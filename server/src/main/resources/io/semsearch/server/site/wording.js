// How numbers become words.

const whole = new Intl.NumberFormat('en');
const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export const count = number => whole.format(number);

export const photos = number => `${count(number)} ${number === 1 ? 'photo' : 'photos'}`;

export const percent = share => `${(share * 100).toFixed(1)} %`;

export function bytes(number) {
    const power = number < 1000 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(number) / 3));
    return `${(number / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${sizes[power]}`;
}

/** A confidence in words: it is the share of random-word queries whose best hit is worse. */
export function sureness(confidence) {
    if (confidence === undefined) {
        return undefined;
    }
    if (confidence >= 0.9) {
        return 'very likely';
    }
    return confidence >= 0.5 ? 'perhaps' : 'hardly';
}

/** A camera's local time, such as 2019-07-14T09:30:05. */
export function when(taken) {
    const time = new Date(taken);
    return Number.isNaN(time.getTime()) ? taken
        : time.toLocaleString('en-GB', {dateStyle: 'long', timeStyle: 'short'});
}

export function place(latitude, longitude) {
    const part = (degrees, positive, negative) =>
        `${Math.abs(degrees).toFixed(4)}° ${degrees < 0 ? negative : positive}`;
    return `${part(latitude, 'N', 'S')}, ${part(longitude, 'E', 'W')}`;
}

/** What a photo is called: its first caption, else the one that the program wrote, else its file name. */
export const nameOf = image => image.captions?.[0] || image.generatedCaption || image.fileName || `Photo ${image.imageId}`;

/** True if the program wrote the name of a photo. */
export const byProgram = image => !image.captions?.[0] && Boolean(image.generatedCaption);
