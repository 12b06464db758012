/** Plays what the browser plays by itself, such as an endless radio stream. */
export function start(media, address) {
  media.src = address;
}

start.load = () => {};
