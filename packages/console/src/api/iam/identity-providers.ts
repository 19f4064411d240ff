/** What pages ask IAM about identity providers. */
import type {
  AssertionEncryptionModeType,
  GetOpenIDConnectProviderResponse,
  GetSAMLProviderResponse,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteSAMLProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  TagSAMLProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UntagSAMLProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';
import type { TagText } from './user-changes.ts';
import { tagDifference } from './user-changes.ts';

export type ProviderKind = 'oidc' | 'saml';

export interface ListedProvider {
  readonly kind: ProviderKind;
  readonly arn: string;
  /** A SAML provider's name, an OpenID Connect provider's URL without `https://`. */
  readonly name: string;
  /** Absent where this session may not look. */
  readonly createdAt?: Date | undefined;
}

export function providerKind(arn: string): ProviderKind {
  return arn.includes(':saml-provider/') ? 'saml' : 'oidc';
}

export function providerName(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

/** The list of OpenID Connect providers names them only; when each was made is asked one by one. */
async function createdAt(iam: IAMClient, arn: string): Promise<Date | undefined> {
  try {
    const request = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
    return (await iam.send(request)).CreateDate;
  } catch {
    return undefined;
  }
}

export function useOidcProvidersQuery(): UseQueryResult<readonly ListedProvider[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'oidc-providers'),
    async queryFn() {
      const { OpenIDConnectProviderList: list = [] } = await iam.send(
        new ListOpenIDConnectProvidersCommand({}),
      );
      const arns = list.map(({ Arn = '' }) => Arn);
      const dates = await Promise.all(arns.map((arn) => createdAt(iam, arn)));
      return arns.map((arn, at) => ({
        kind: 'oidc' as const,
        arn,
        name: providerName(arn),
        createdAt: dates[at],
      }));
    },
  });
}

export function useSamlProvidersQuery(): UseQueryResult<readonly ListedProvider[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'saml-providers'),
    async queryFn() {
      const { SAMLProviderList: list = [] } = await iam.send(new ListSAMLProvidersCommand({}));
      return list.map(({ Arn: arn = '', CreateDate }) => ({
        kind: 'saml' as const,
        arn,
        name: providerName(arn),
        createdAt: CreateDate,
      }));
    },
  });
}

/** Asked only for what is the ARN of a provider. */
export function useOidcProviderQuery(
  arn: string,
): UseQueryResult<GetOpenIDConnectProviderResponse> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'oidc-provider', arn),
    queryFn: () => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })),
    enabled: arn.includes(':oidc-provider/'),
  });
}

export function useSamlProviderQuery(arn: string): UseQueryResult<GetSAMLProviderResponse> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'saml-provider', arn),
    queryFn: () => iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: arn })),
  });
}

export type NewProvider =
  | {
      readonly kind: 'oidc';
      readonly url: string;
      readonly audiences: readonly string[];
      /** Empty: IAM asks the issuer. */
      readonly thumbprints: readonly string[];
      readonly tags: readonly TagText[];
    }
  | {
      readonly kind: 'saml';
      readonly name: string;
      readonly metadata: string;
      readonly tags: readonly TagText[];
    };

async function add(iam: IAMClient, provider: NewProvider): Promise<string> {
  const Tags = tagDifference([], provider.tags).written;
  const tags = Tags.length === 0 ? {} : { Tags };
  if (provider.kind === 'saml') {
    const { name: Name, metadata: SAMLMetadataDocument } = provider;
    const made = await iam.send(
      new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument, ...tags }),
    );
    return made.SAMLProviderArn ?? '';
  }
  const { url: Url, audiences, thumbprints } = provider;
  const made = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url,
      ClientIDList: [...audiences],
      ...(thumbprints.length === 0 ? {} : { ThumbprintList: [...thumbprints] }),
      ...tags,
    }),
  );
  return made.OpenIDConnectProviderArn ?? '';
}

/** Gives the ARN. */
export function useAddProvider(): UseMutationResult<string, Error, NewProvider> {
  return useIamChange(add);
}

export function useDeleteProviders(): UseMutationResult<void, Error, readonly string[]> {
  return useIamChange(async (iam, arns) => {
    for (const arn of arns) {
      await (providerKind(arn) === 'saml'
        ? iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: arn }))
        : iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })));
    }
  });
}

export type OidcChange =
  | { readonly kind: 'add-audiences' | 'remove-audiences'; readonly audiences: readonly string[] }
  | { readonly kind: 'thumbprints'; readonly thumbprints: readonly string[] }
  | {
      readonly kind: 'tag';
      readonly former: readonly TagText[];
      readonly tags: readonly TagText[];
    };

async function changeOidc(iam: IAMClient, arn: string, change: OidcChange): Promise<void> {
  const provider = { OpenIDConnectProviderArn: arn };
  if (change.kind === 'thumbprints') {
    const ThumbprintList = [...change.thumbprints];
    await iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({ ...provider, ThumbprintList }),
    );
  } else if (change.kind === 'tag') {
    const { removed, written } = tagDifference(change.former, change.tags);
    if (removed.length > 0) {
      await iam.send(new UntagOpenIDConnectProviderCommand({ ...provider, TagKeys: removed }));
    }
    if (written.length > 0) {
      await iam.send(new TagOpenIDConnectProviderCommand({ ...provider, Tags: written }));
    }
  } else {
    const Command =
      change.kind === 'add-audiences'
        ? AddClientIDToOpenIDConnectProviderCommand
        : RemoveClientIDFromOpenIDConnectProviderCommand;
    for (const ClientID of change.audiences) {
      await iam.send(new Command({ ...provider, ClientID }));
    }
  }
}

export function useChangeOidcProvider(arn: string): UseMutationResult<void, Error, OidcChange> {
  return useIamChange((iam, change) => changeOidc(iam, arn, change));
}

export type SamlChange =
  | { readonly kind: 'metadata'; readonly metadata: string }
  | { readonly kind: 'encryption'; readonly mode: AssertionEncryptionModeType }
  | { readonly kind: 'add-key'; readonly pem: string }
  | { readonly kind: 'remove-key'; readonly keyId: string }
  | {
      readonly kind: 'tag';
      readonly former: readonly TagText[];
      readonly tags: readonly TagText[];
    };

async function changeSaml(iam: IAMClient, arn: string, change: SamlChange): Promise<void> {
  const provider = { SAMLProviderArn: arn };
  if (change.kind === 'tag') {
    const { removed, written } = tagDifference(change.former, change.tags);
    if (removed.length > 0) {
      await iam.send(new UntagSAMLProviderCommand({ ...provider, TagKeys: removed }));
    }
    if (written.length > 0) {
      await iam.send(new TagSAMLProviderCommand({ ...provider, Tags: written }));
    }
    return;
  }
  const update =
    change.kind === 'metadata'
      ? { SAMLMetadataDocument: change.metadata }
      : change.kind === 'encryption'
        ? { AssertionEncryptionMode: change.mode }
        : change.kind === 'add-key'
          ? { AddPrivateKey: change.pem }
          : { RemovePrivateKey: change.keyId };
  await iam.send(new UpdateSAMLProviderCommand({ ...provider, ...update }));
}

export function useChangeSamlProvider(arn: string): UseMutationResult<void, Error, SamlChange> {
  return useIamChange((iam, change) => changeSaml(iam, arn, change));
}
