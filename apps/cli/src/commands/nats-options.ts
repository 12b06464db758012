import { type Command, InvalidArgumentError, Option } from 'commander';

const ADDRESS = 'NATS server: nats://host:port or tls://host:port, several by commas';

/** The options of every command that talks to a NATS server, spelt and described once; what they give is `NatsOptions` of @tunnelscope/cluster/connect. */
export function addNatsOptions(command: Command): Command {
  return addNatsFiles(command.addOption(new Option('--nats <url>', ADDRESS).env('TUNNELSCOPE_NATS').default('nats://127.0.0.1:4222')));
}

/** The same for a command that may do without a server. @param purpose what it is for */
export function addOptionalNats(command: Command, purpose: string): Command {
  return addNatsFiles(command.addOption(new Option('--nats <url>', `${purpose}; ${ADDRESS}`).env('TUNNELSCOPE_NATS').conflicts(['interface', 'input'])));
}

/** Those that say who asks, and whom to trust. */
export function addNatsFiles(command: Command): Command {
  return command
    .addOption(new Option('--creds <file>', 'file with the credentials of a NATS user').env('TUNNELSCOPE_CREDS'))
    .addOption(new Option('--tls-ca <file>', 'PEM file of the authority that signed the certificate of the server').env('TUNNELSCOPE_TLS_CA'))
    .addOption(new Option('--tls-cert <file>', 'PEM file of a certificate to show the server').env('TUNNELSCOPE_TLS_CERT'))
    .addOption(new Option('--tls-key <file>', 'PEM file of its key').env('TUNNELSCOPE_TLS_KEY'))
    .addOption(new Option('--inbox <prefix>', 'what subjects of answers begin with, where a user may read no others (default: _INBOX)').env('TUNNELSCOPE_INBOX').argParser(inboxPrefix));
}

function inboxPrefix(text: string): string {
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(text)) throw new InvalidArgumentError('Expected letters, digits, - and _, with stops between.');
  return text;
}
