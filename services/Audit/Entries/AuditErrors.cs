using NlSql.ServiceDefaults.Errors;

namespace NlSql.Audit.Entries;

/// <summary>What can go wrong when reading the trail.</summary>
internal static class AuditErrors
{
    public static Failure CursorInvalid { get; } =
        new(FailureKind.Invalid, "audit.cursor-invalid", "The cursor is not one that an earlier page gave. Take it unchanged from next_cursor.");

    public static Failure LimitInvalid { get; } =
        new(FailureKind.Invalid, "audit.limit-invalid", $"The limit must be between 1 and {EntryEndpoints.LargestPage}.");

    public static Failure FormatUnknown { get; } =
        new(FailureKind.Invalid, "audit.format-unknown", "The format must be ndjson or csv.");

    public static Failure EventIncomplete { get; } =
        new(FailureKind.Invalid, "audit.event-incomplete", "An event needs tenant, actor, service, action and outcome.");

    public static Failure EntryUnknown { get; } =
        new(FailureKind.NotFound, "audit.entry-unknown", "The trail has no entry with this id.");
}
