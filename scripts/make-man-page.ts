/**
 * Writes the manual page that is installed with the command, from what the commands say of themselves:
 *
 *   node scripts/make-man-page.ts > apps/cli/man/tunnelscope.1
 */
import { manPage } from './man-page/man-page.ts';

process.stdout.write(manPage());
