using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Reading;

/// <summary>Who looks at the trail is in it: recorded before anything is shown, and like everything else through the outbox.</summary>
internal sealed class ReadAudit(AuditTrail audit)
{
    public const string Read = "audit.read";
    public const string Exported = "audit.exported";
    public const string Verified = "audit.verified";

    public Task RecordAsync(Caller caller, string action, object details, CancellationToken cancellationToken) =>
        audit.AddAsync(audit.Of(caller, action, details), cancellationToken);
}
