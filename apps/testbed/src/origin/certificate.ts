import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../namespaces/command.ts';

/** Where the origin's certificate lies, with that of who signed it after it, and its key. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

const DAYS = '3650';
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', DAYS];

/**
 * A certificate for the origin from an authority made for it alone, made once for all recordings.
 * @throws TestbedError with openssl's words
 */
export async function prepareCertificate(cacheFolder: string): Promise<CertificateFiles> {
  const folder = join(cacheFolder, 'certificate');
  if (!existsSync(folder)) await makeCertificate(cacheFolder, folder);
  return { cert: join(folder, 'chain.crt'), key: join(folder, 'origin.key') };
}

async function makeCertificate(cacheFolder: string, folder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  const file = (name: string) => join(unfinished, name);
  try {
    await runCommand(['openssl', 'req', '-x509', ...NEW_KEY, '-subj', '/O=Testbed/CN=Testbed authority', '-keyout', file('authority.key'), '-out', file('authority.crt')]);
    const names = 'subjectAltName=DNS:origin,DNS:localhost,IP:10.50.0.2,IP:127.0.0.1';
    const signed = ['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-addext', names, '-addext', 'basicConstraints=critical,CA:FALSE'];
    const leaf = await runCommand(['openssl', 'req', '-x509', ...NEW_KEY, '-subj', '/CN=origin', ...signed, '-keyout', file('origin.key')]);
    const authority = await runCommand(['openssl', 'x509', '-in', file('authority.crt')]);
    await writeFile(file('chain.crt'), `${leaf}${authority}`);
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      // Another recorder was faster: its certificate serves as well.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
