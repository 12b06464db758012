import { listWorkspaces, type Workspace } from './repository.ts';

const COMMAND = 'tunnelscope';

/** What people install: the command, and all of the repository that it depends on. */
export function products(root: string): Workspace[] {
  const workspaces = listWorkspaces(root);
  const wanted = new Set([COMMAND]);
  // A set goes on to what is added while it is walked.
  for (const name of wanted) {
    const { dependencies = {} } = workspaces.find(({ manifest }) => manifest.name === name)!.manifest;
    for (const other of Object.keys(dependencies)) if (workspaces.some(({ manifest }) => manifest.name === other)) wanted.add(other);
  }
  return workspaces.filter(({ manifest }) => wanted.has(manifest.name));
}
