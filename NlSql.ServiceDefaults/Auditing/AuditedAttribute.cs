namespace NlSql.ServiceDefaults.Auditing;

/// <summary>
/// Says of an endpoint's handler what a call of it is called in the audit trail. Refused and failed calls are then recorded by
/// <see cref="RefusedCalls"/>; the use case records the others in the transaction of their effect.
/// </summary>
/// <param name="action"><c>noun.verb</c>, as in <c>AuditRecorded.Action</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AuditedAttribute(string action) : Attribute
{
    /// <summary>Its name in the trail.</summary>
    public string Action { get; } = action;

    /// <summary>Whether the use case also records what it refuses, so that only what does not get as far as to it is left to record.</summary>
    public bool RecordsRefusals { get; init; }
}

/// <summary>What is known of a request for the trail while it runs: a feature of the request, where somebody sets it.</summary>
public sealed class AuditedCall
{
    /// <summary>Whether the trail has what it should have of this call.</summary>
    internal bool Settled { get; set; }

    /// <summary>Whether an exception ended it: a fault, or a request that could not be read.</summary>
    internal bool Faulted { get; set; }

    /// <summary>The code of the problem that this service told the caller; null where it told none.</summary>
    public string? Code { get; internal set; }
}
