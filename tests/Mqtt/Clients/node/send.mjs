// Publishes what comes as JSON on the standard input and says what became of it: {url, version, user, messages: [{topic, payload, qos}], subscribe}
import mqtt from "mqtt";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const asked = JSON.parse(Buffer.concat(chunks).toString());
const client = await mqtt.connectAsync(asked.url, { protocolVersion: asked.version, username: asked.user, reconnectPeriod: 0, rejectUnauthorized: false });
const said = { answers: [], states: [] };
client.on("message", (topic, payload, packet) => said.states.push({ topic, retain: packet.retain, payload: JSON.parse(payload.toString()) }));
if (asked.subscribe) said.granted = (await client.subscribeAsync(asked.subscribe, { qos: 1 })).map((granted) => granted.qos);
// All at once: the library sends as many as the receive maximum allows.
said.answers = await Promise.all(asked.messages.map(({ topic, payload, qos }) => client.publishAsync(topic, payload, { qos }).then(() => "taken", (refused) => `refused ${refused.code ?? refused.message}`)));
const end = Date.now() + 20_000;
while (asked.subscribe && said.states.length < asked.states && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
await client.endAsync();
process.stdout.write(JSON.stringify(said));
