using NlSql.ServiceDefaults.Errors;

namespace NlSql.Gateway.Callers;

/// <summary>Why a caller is turned away before its request is looked at.</summary>
internal static class CallerErrors
{
    public static Failure NotLocal { get; } = new(
        FailureKind.Forbidden, "gateway.not-local", "Without credentials this gateway answers only on loopback addresses.");

    public static Failure HostForeign { get; } = new(
        FailureKind.Forbidden, "gateway.host-foreign", "Without credentials this gateway answers only to the hosts localhost, 127.0.0.1 and [::1].");

    public static Failure OriginForeign { get; } = new(
        FailureKind.Forbidden, "gateway.origin-foreign", "Without credentials this gateway refuses requests that a page of another site sends.");
}
