import { Random } from '../plan/random.ts';
import { between, lognormal } from './draws.ts';
import { RECIPE, type TitleRecipe } from './recipe.ts';

const { width: WIDTH, height: HEIGHT, framesPerSecond: RATE } = RECIPE;
const TILE = 512; // pixels, a power of two: a shot pans over a pattern that repeats
const GRAINS = 1 << 20;

/** One camera position: from cut to cut. */
interface Shot {
  readonly frames: number;
  readonly pattern: Uint8Array;
  readonly panX: number;
  readonly panY: number;
  /** Standard deviation of the grain, grey levels: it decides the bit rate that the picture needs. */
  readonly grain: number;
  /** Pictures in which the grain swells and falls once. */
  readonly swing: number;
  readonly chroma: readonly [number, number];
}

/**
 * Pictures of a title, I420, one after the other into the same buffer. Shots differ in length, pattern, pan and grain,
 * so that the bit rate varies as it does in real programmes; grain keeps every segment from being tiny.
 */
export function* pictures(title: TitleRecipe, seconds: number): Generator<Uint8Array> {
  const random = new Random(title.seed, 'pictures');
  const noise = grainTable(random);
  const picture = new Uint8Array((WIDTH * HEIGHT * 3) / 2);
  let left = seconds * RATE;
  while (left > 0) {
    const shot = drawShot(title, random);
    for (let frame = 0; frame < Math.min(shot.frames, left); frame++) {
      drawPicture(picture, shot, frame, noise, Math.floor(random.unit() * GRAINS));
      yield picture;
    }
    left -= shot.frames;
  }
}

function drawShot(title: TitleRecipe, random: Random): Shot {
  const [leastGrain, mostGrain] = title.grain;
  return {
    frames: Math.max(RATE, Math.round(RATE * lognormal(random, title.meanShotSeconds, 0.6))),
    pattern: drawPattern(random),
    panX: between(random, -title.pan, title.pan),
    panY: between(random, -title.pan, title.pan) / 3,
    grain: between(random, leastGrain, mostGrain),
    swing: RATE * between(random, 3, 15),
    chroma: [between(random, 100, 156), between(random, 100, 156)],
  };
}

/** A sum of a few waves that repeats after TILE pixels both ways. */
function drawPattern(random: Random): Uint8Array {
  const wave = () => {
    const cycles = 1 + Math.floor(random.unit() * 12);
    const phase = random.unit() * 2 * Math.PI;
    const height = between(random, 10, 30);
    return Float64Array.from({ length: TILE }, (_, at) => height * Math.sin((2 * Math.PI * cycles * at) / TILE + phase));
  };
  const [across, down, diagonal] = [wave(), wave(), wave()];
  return Uint8Array.from({ length: TILE * TILE }, (_, at) => 128 + across[at % TILE]! + down[Math.floor(at / TILE)]! + diagonal[(at + Math.floor(at / TILE)) % TILE]!);
}

/** Nearly normal numbers with a standard deviation of 64. */
function grainTable(random: Random): Int16Array {
  const spread = 64 * Math.sqrt(3);
  return Int16Array.from({ length: GRAINS }, () => spread * (random.unit() + random.unit() + random.unit() + random.unit() - 2));
}

function drawPicture(picture: Uint8Array, shot: Shot, frame: number, noise: Int16Array, grainAt: number): void {
  const fromX = Math.floor(frame * shot.panX);
  const fromY = Math.floor(frame * shot.panY);
  // Within a shot too, things come and go.
  const grain = Math.round(shot.grain * (1 + 0.2 * Math.sin((2 * Math.PI * frame) / shot.swing)));
  let at = 0;
  for (let y = 0; y < HEIGHT; y++) {
    const row = ((y + fromY) & (TILE - 1)) * TILE;
    for (let x = 0; x < WIDTH; x++, at++) {
      const level = shot.pattern[row + ((x + fromX) & (TILE - 1))]! + ((noise[(at + grainAt) & (GRAINS - 1)]! * grain) >> 6);
      picture[at] = level < 16 ? 16 : level > 235 ? 235 : level;
    }
  }
  const quarter = (WIDTH * HEIGHT) / 4;
  picture.fill(shot.chroma[0], at, at + quarter);
  picture.fill(shot.chroma[1], at + quarter);
}
