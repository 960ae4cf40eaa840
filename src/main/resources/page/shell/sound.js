const LOUDNESS = 0.08;
const TONES = [
  { pitch: 660, at: 0 },
  { pitch: 880, at: 0.09 },
];
const LASTS = 0.22;

let audio = null;

/** Two short tones. A browser lets them be heard once its user has clicked somewhere in the page. */
export function play() {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume().catch(() => {});
  for (const { pitch, at } of TONES) ring(pitch, audio.currentTime + at);
}

function ring(pitch, start) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(LOUDNESS, start);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + LASTS);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + LASTS);
}
