import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecurityPolicy, SecurityPolicyPatch, SignInMethod } from '#contracts/factors.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace, workspaceQuery } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input } from '../../ui/input.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { securityPolicyQuery } from './factors.queries.ts';
import { UnenrolledList } from './unenrolled-list.tsx';

const GRACE_DAYS = 7;

const METHODS: readonly { method: SignInMethod; label: string }[] = [
  { method: 'code', label: 'Code by e-mail' },
  { method: 'password', label: 'Password, with a second factor' },
  { method: 'passkey', label: 'Passkey' },
  { method: 'saml', label: 'SAML, where it is connected' },
  { method: 'oidc', label: 'OpenID Connect, where it is connected' },
];
const ALL = METHODS.map(({ method }) => method);

/** What the workspace demands of a sign-in, and who does not meet it yet. */
export function SecurityPolicySettings() {
  const { workspace } = usePlace();
  const policy = useQuery(securityPolicyQuery(workspace.id));
  if (policy.isPending) return <SkeletonRows rows={5} what="the security policy" />;
  if (policy.isError)
    return <ErrorState message={sentenceOf(policy.error)} onRetry={() => void policy.refetch()} />;
  return (
    <div className="space-y-8">
      <PolicyForm key={policy.data.version} policy={policy.data} workspaceId={workspace.id} />
      <UnenrolledList people={policy.data.unenrolled} />
    </div>
  );
}

function PolicyForm({ policy, workspaceId }: { policy: SecurityPolicy; workspaceId: string }) {
  const client = useQueryClient();
  const [demanded, setDemanded] = useState(policy.strongFactorFrom !== null);
  const [graceDays, setGraceDays] = useState(GRACE_DAYS);
  const [methods, setMethods] = useState<readonly SignInMethod[]>(policy.signInMethods ?? ALL);
  const [privateDevices, setPrivateDevices] = useState(policy.privateDevices);
  const newlyDemanded = demanded && policy.strongFactorFrom === null;
  const save = useMutation({
    mutationFn: (body: SecurityPolicyPatch) =>
      call<SecurityPolicy>('PATCH', `/workspaces/${workspaceId}/security-policy`, {
        body,
        ifMatch: ifMatchOf(policy),
      }),
    onSuccess: (saved) => {
      client.setQueryData(securityPolicyQuery(workspaceId).queryKey, saved);
      toast('Saved. It binds everybody from their next request on.');
      return client.invalidateQueries({ queryKey: workspaceQuery(workspaceId).queryKey });
    },
  });
  const errors = save.isError ? fieldErrors(save.error) : {};
  const submit = () =>
    save.mutate({
      signInMethods: methods.length === ALL.length ? null : [...methods],
      privateDevices,
      ...(newlyDemanded && { strongFactor: { graceDays } }),
      ...(!demanded && policy.strongFactorFrom !== null && { strongFactor: null }),
    });
  return (
    <form
      className="max-w-xl space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <fieldset className="space-y-3">
        <legend className="mb-2 font-medium">Second factor</legend>
        <Checkbox
          checked={demanded}
          onChange={(event) => setDemanded(event.target.checked)}
          label="Everybody needs an authenticator app or a passkey"
          hint="Owners and admins need one in any case, seven days after they became that."
        />
        {policy.strongFactorFrom && demanded ? (
          <p className="pl-7 text-ink-soft text-sm">
            {Date.parse(policy.strongFactorFrom) > Date.now() ? 'Takes hold' : 'Took hold'}{' '}
            <Moment at={policy.strongFactorFrom} />.
          </p>
        ) : null}
        {newlyDemanded ? (
          <Field label="Days to set it up" hint="0 closes the workspace at once to whoever has none">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={30}
                required
                value={graceDays}
                onChange={(event) => setGraceDays(Number(event.target.value))}
                className="max-w-24"
              />
            )}
          </Field>
        ) : null}
      </fieldset>
      <fieldset className="space-y-2.5">
        <legend className="mb-2 font-medium">Ways to sign in</legend>
        {METHODS.map(({ method, label }) => (
          <Checkbox
            key={method}
            checked={methods.includes(method)}
            onChange={(event) =>
              setMethods(ALL.filter((one) => (one === method ? event.target.checked : methods.includes(one))))
            }
            label={label}
          />
        ))}
        {errors.signInMethods ? (
          <p role="alert" className="text-bad">
            {errors.signInMethods}
          </p>
        ) : null}
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium">Sessions</legend>
        <Checkbox
          checked={privateDevices}
          onChange={(event) => setPrivateDevices(event.target.checked)}
          label="Private devices may stay signed in"
          hint="For 30 days without use; else every session ends after eight hours."
        />
      </fieldset>
      <Button type="submit" look="primary" busy={save.isPending} disabled={methods.length === 0}>
        Save
      </Button>
    </form>
  );
}
