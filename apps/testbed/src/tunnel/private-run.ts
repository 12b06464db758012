/**
 * A command with a /run of its own: programs that put control sockets or process ids at fixed places there can run once in
 * each namespace, and leave nothing. `ip netns exec` has given it mounts of its own already.
 */
export const withPrivateRun = (command: readonly string[]): string[] => ['sh', '-c', 'mount -t tmpfs -o mode=0755 tunnelscope /run && exec "$@"', 'sh', ...command];
