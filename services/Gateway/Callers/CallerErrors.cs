using NlSql.ServiceDefaults.Errors;

namespace NlSql.Gateway.Callers;

/// <summary>Why a caller is turned away before its request is looked at.</summary>
internal static class CallerErrors
{
    public static Failure CredentialMissing { get; } = new(
        FailureKind.Unauthenticated, "gateway.credential-missing", "Say who you are: send an API key or a token as 'Authorization: Bearer …'.");

    public static Failure CredentialInvalid { get; } = new(
        FailureKind.Unauthenticated, "gateway.credential-invalid", "The API key or token is not valid: mistyped, unknown, expired or revoked.");

    public static Failure TooManyFailures(int seconds) => new(
        FailureKind.TooMany, "gateway.too-many-failures", "Too many wrong API keys or tokens came from this address. Mend the credential, and try again in a minute.")
    { RetryAfterSeconds = seconds };

    public static Failure TenantMissing { get; } = new(
        FailureKind.Forbidden, "gateway.tenant-missing", "The token is genuine, but names no tenant and role of this installation.");

    public static Failure DatasetsUnreadable { get; } = new(
        FailureKind.Forbidden, "gateway.datasets-unreadable",
        $"The token limits its caller to single datasets, but its claim cannot be read: it takes 1 to {GrantedDatasets.Most} ids of datasets, as a list or as text with spaces or commas between them.");

    public static Failure NotLocal { get; } = new(
        FailureKind.Forbidden, "gateway.not-local", "Without credentials this gateway answers only on loopback addresses.");

    public static Failure HostForeign { get; } = new(
        FailureKind.Forbidden, "gateway.host-foreign", "Without credentials this gateway answers only to the hosts localhost, 127.0.0.1 and [::1].");

    public static Failure OriginForeign { get; } = new(
        FailureKind.Forbidden, "gateway.origin-foreign", "Without credentials this gateway refuses requests that a page of another site sends.");
}
