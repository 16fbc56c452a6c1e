using Microsoft.Extensions.Options;
using NlSql.Query;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Datasets;

/// <summary>What compiling a query depends on, for a caller and a dataset.</summary>
internal sealed class QueryContexts(IOptions<ChatOptions> options, TimeProvider clock)
{
    /// <summary>The day that relative dates count back from: the one asked for, else the policy's.</summary>
    public TimeAnchorDay AnchorOf(DateOnly? asOf, SelectedDataset subject) => asOf is { } requested
        ? new(requested, TimeAnchorOrigin.Requested)
        : TimeAnchorDay.Of(subject.Model.Policy, subject.Dataset.NewestDay, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    /// <summary>The context of a question.</summary>
    public QueryContext Of(SelectedDataset subject, TimeAnchorDay anchor, Caller caller) => new()
    {
        Model = subject.Dataset.Model,
        Scope = subject.Dataset.Scope,
        Anchor = anchor,
        DataDays = subject.Dataset.Days,
        Roles = [caller.Role],
        FallbackLimit = options.Value.DefaultRows,
        HardLimit = options.Value.MaximumRows,
    };
}
