import { observeCall } from './observe-call.js';

let settings;
let socket;
let connection;
let media = null;
let observed;
/** Messages that come before the viewer begins. */
const early = [];

function send(message) {
  socket.send(JSON.stringify(message));
}

async function prepareConnection() {
  connection = new RTCPeerConnection({ iceServers: [] });
  observed = observeCall(connection);
  connection.onicecandidate = ({ candidate }) => candidate && send({ candidate });
  connection.ontrack = ({ streams }) => {
    document.getElementById('video').srcObject = streams[0];
  };
  for (const track of media?.getTracks() ?? []) connection.addTrack(track, media);
}

/** Holds what is sent to `maxKbit`: services set such a limit for each number of participants. */
async function limitRate() {
  const sender = connection.getSenders().find(({ track }) => track?.kind === 'video');
  if (!sender) return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.maxBitrate = settings.maxKbit * 1000;
  await sender.setParameters(parameters);
}

async function answer(message) {
  if (message.description) {
    await connection.setRemoteDescription(message.description);
    if (message.description.type === 'offer') {
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
    }
    await limitRate();
  }
  if (message.candidate) await connection.addIceCandidate(message.candidate);
}

function heard({ data }) {
  const message = JSON.parse(data);
  if (connection === undefined) early.push(message);
  else answer(message).catch((error) => observed.failed(`call: ${error.message}`));
}

/** What the client's process calls. */
globalThis.testbed = {
  /** Opens the camera, if this side sends, and the line for signals. `{ sends, maxKbit }` */
  async prepare(wanted) {
    settings = wanted;
    if (settings.sends) media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360, frameRate: 20 } });
    socket = new WebSocket(`wss://${location.host}/signal/call`);
    socket.onmessage = heard;
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('the signalling of the call cannot be reached'));
    });
  },

  /** The caller offers; the other side answers. */
  async start(calls) {
    await prepareConnection();
    for (const message of early.splice(0)) await answer(message);
    if (!calls) return;
    if (!settings.sends) {
      connection.addTransceiver('audio', { direction: 'recvonly' });
      connection.addTransceiver('video', { direction: 'recvonly' });
    }
    await connection.setLocalDescription();
    send({ description: connection.localDescription });
  },

  sample: () => observed.take(),
};
