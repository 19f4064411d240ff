/** One action as IAM checks it. Page: IAM UG "IAM JSON policy elements: Action". */
import type { TextValue } from '../syntax/document.ts';
import type { Complaint } from './fault.ts';
import { complain } from './fault.ts';

const vendorPattern = /^[A-Za-z0-9*?.-]+$/;

export function checkAction({ value, span }: TextValue): Complaint | undefined {
  if (value === '*') return undefined;
  const parts = value.split(':');
  const [vendor = ''] = parts;
  if (parts.length < 2) {
    const message = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    return complain(message, span);
  }
  if (parts.length > 2) return complain('Actions/Condition can contain only one colon.', span);
  if (!vendorPattern.test(vendor)) return complain(`Vendor ${vendor} is not valid`, span);
  return undefined;
}
