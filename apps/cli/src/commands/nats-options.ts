import { type Command, Option } from 'commander';

/** The options of every command that talks to a NATS server, spelt and described once; what they give is `NatsOptions` of @tunnelscope/cluster/connect. */
export function addNatsOptions(command: Command): Command {
  return command
    .addOption(new Option('--nats <url>', 'NATS server: nats://host:port or tls://host:port, several by commas').env('TUNNELSCOPE_NATS').default('nats://127.0.0.1:4222'))
    .addOption(new Option('--creds <file>', 'file with the credentials of a NATS user'))
    .addOption(new Option('--tls-ca <file>', 'PEM file of the authority that signed the certificate of the server'))
    .addOption(new Option('--tls-cert <file>', 'PEM file of a certificate to show the server'))
    .addOption(new Option('--tls-key <file>', 'PEM file of its key'));
}
