// Follows one bank's freeze alerts with the standard clients: kafkajs and a Confluent-compatible registry client.
//
//   npm ci && node bank-consumer.js BIC [BOOTSTRAP_SERVERS [REGISTRY_URL]]

import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';

const [bic, bootstrapServers = '127.0.0.1:9092', registryUrl = 'http://127.0.0.1:8081/apis/ccompat/v7'] =
  process.argv.slice(2);
if (!bic) {
  console.error('usage: node bank-consumer.js BIC [BOOTSTRAP_SERVERS [REGISTRY_URL]]');
  process.exit(2);
}

const topic = `freeze-alerts.${bic}`;
const kafka = new kafkajs.Kafka({ clientId: 'example-javascript', brokers: bootstrapServers.split(',') });
const registry = new SchemaRegistry({ host: registryUrl });
const consumer = kafka.consumer({
  groupId: `example-javascript-${bic}`,
  // Alerts are written in transactions: one that was aborted must not be seen. This is read_committed.
  readUncommitted: false,
});

// A real bank keeps these in its database, in the transaction in which it acts on the alert.
const newestRevisions = new Map();

// What the bank does: here, it prints. Sums are in minor units of the currency.
function act(alert) {
  const hold = alert.hold.map((sum) => `${sum.currency} ${sum.minor}`).join(', ') || 'nothing';
  console.log(
    `${alert.action} revision ${alert.revision}: account ${alert.account}, hold ${hold},`
      + ` because ${alert.reasons.join(', ')}, answer until ${new Date(Number(alert.respondBy)).toISOString()}`,
  );
}

async function take({ message }) {
  if (message.value === null) {
    return;
  }
  const key = message.key.toString();
  // When this throws, the offset is not committed and the message comes again: an alert is not passed over.
  const alert = await registry.decode(message.value);
  const revision = Number(alert.revision);
  // Each alert states the whole truth about its account: an older revision, or the same again, changes nothing.
  if (revision > (newestRevisions.get(key) ?? 0)) {
    act(alert);
    newestRevisions.set(key, revision);
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await consumer.disconnect();
    process.exit(0);
  });
}

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
console.error(`Following ${topic}`);
// The offset is committed after eachMessage has returned.
await consumer.run({ eachMessage: take });
