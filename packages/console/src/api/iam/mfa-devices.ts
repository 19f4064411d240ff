/**
 * MFA devices of a user or the root user. A virtual device is made first, as a seed; it counts only
 * once two of its codes were shown. Pages: IAM API Reference "CreateVirtualMFADevice",
 * "EnableMFADevice", "DeactivateMFADevice".
 */
import type { MFADevice, VirtualMFADevice } from '@aws-sdk/client-iam';
import {
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  ListMFADevicesCommand,
  ResyncMFADeviceCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import type { Owner } from './credentials.ts';
import { ownerInput, ownerKey } from './credentials.ts';
import { useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';

/** What stands for the root user where IAM asks for a user's name, as AWS's own console sends it. */
const rootUserName = 'AWS ROOT USER';

const namedOwner = (owner: Owner): string => (owner.kind === 'user' ? owner.name : rootUserName);

export function useMfaDevicesQuery(owner: Owner): UseQueryResult<readonly MFADevice[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'mfa-devices', ownerKey(owner)),
    queryFn: async () =>
      (await iam.send(new ListMFADevicesCommand(ownerInput(owner)))).MFADevices ?? [],
  });
}

/** Virtual devices have ARNs for serial numbers, hardware has not. */
export function isVirtual(serialNumber: string): boolean {
  return serialNumber.includes(':mfa/');
}

/** arn:aws:iam::111111111111:mfa/path/phone → phone */
export function deviceName(serialNumber: string): string {
  return serialNumber.slice(serialNumber.lastIndexOf('/') + 1);
}

export function useCreateVirtualDevice(): UseMutationResult<VirtualMFADevice, Error, string> {
  return useIamChange(async (iam, VirtualMFADeviceName) => {
    const command = new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName });
    const { VirtualMFADevice: made } = await iam.send(command);
    return made ?? ({} as VirtualMFADevice);
  });
}

/** One that was made and not enabled: nobody would ever see its seed again. */
export function useAbandonVirtualDevice(): UseMutationResult<void, Error, string> {
  return useIamChange(async (iam, SerialNumber) => {
    await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  });
}

export type DeviceChange =
  | {
      readonly kind: 'enable' | 'resync';
      readonly serialNumber: string;
      readonly codes: readonly [first: string, second: string];
    }
  | { readonly kind: 'remove'; readonly serialNumber: string };

export function useChangeMfaDevice(owner: Owner): UseMutationResult<void, Error, DeviceChange> {
  return useIamChange(async (iam, change) => {
    const device = { UserName: namedOwner(owner), SerialNumber: change.serialNumber };
    if (change.kind === 'remove') {
      await iam.send(new DeactivateMFADeviceCommand(device));
      const { SerialNumber } = device;
      if (isVirtual(SerialNumber)) {
        await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
      }
      return;
    }
    const [AuthenticationCode1, AuthenticationCode2] = change.codes;
    const input = { ...device, AuthenticationCode1, AuthenticationCode2 };
    if (change.kind === 'enable') await iam.send(new EnableMFADeviceCommand(input));
    else await iam.send(new ResyncMFADeviceCommand(input));
  });
}
