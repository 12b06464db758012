import { missingRequirements } from './requirements.ts';

const missing = missingRequirements();

/** Tests that record for real run where everything needed is there. */
export const CANNOT_RECORD = missing.length > 0;

/** For the name of such a test: why it is skipped. */
export const WHY_SKIPPED = CANNOT_RECORD ? ` [skipped: ${missing.join(' ')}]` : '';
