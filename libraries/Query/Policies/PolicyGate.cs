using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Policies;

/// <summary>policy.yaml on a semantic query: what it refuses, adds and limits. Runs before there is any SQL.</summary>
internal sealed class PolicyGate(PlanContext context, QueryContext options)
{
    private readonly PolicyDefinition policy = options.Model.Definition.Policy;
    private readonly List<PolicyApplication> applied = [];

    public ValueList<PolicyApplication> Applied => applied.ToValueList();

    /// <summary>The most rows that any answer may have.</summary>
    public int MostRows => Math.Min(policy.MaxRows ?? options.HardLimit, options.HardLimit);

    /// <summary>What can be said before planning: the kind of question and where it comes from.</summary>
    public void Admit(SemanticQuery query)
    {
        AdmitTier();
        foreach (var type in Members(query).Select(QuestionTypes.Of).Where(t => policy.AllowedQuestionTypes.Count > 0 && !policy.AllowedQuestionTypes.Contains(t)))
            context.Issues.Add("policy.question-type", $"Questions of the type {type} are not allowed here.", policy.AllowedQuestionTypes);
    }

    /// <summary>Text SQL says too little about itself for some rules; where they are set it is refused.</summary>
    public void AdmitSql()
    {
        AdmitTier();
        var rule = policy switch
        {
            { AllowedQuestionTypes.Count: > 0 } => "allowed_question_types",
            { MaxDateRangeDays: { } days } when options.Model.Definition.Tables.Any(t => IsEvents(t) && !FitsInto(t, days)) => "max_date_range_days",
            { RequiredFilters.Count: > 0 } => "required_filters",
            { MinGroupSize.Columns.Count: 0 } => "min_group_size",
            _ => null,
        };
        if (rule is not null)
            context.Issues.Add("policy.sql", $"SQL cannot be held to the rule {rule}; ask with a semantic query.");
    }

    /// <summary>The time range that the query gets, in days: its own, the policy's default, or the longest one allowed.</summary>
    public ResolvedTimeRange? Limit(ResolvedTimeRange? own, TableDefinition? table)
    {
        if (own is null && policy.DefaultTimeRange is { } text && table?.TimeColumn is not null && TimeRangeText.TryParse(text, out var range))
        {
            own = TimeRangeResolver.Resolve(range, options.Anchor, options.Model.Definition.Plugin.Calendar);
            Apply(new("default_time_range", $"No time was named, so the answer is about the {text}."));
        }

        if (policy.MaxDateRangeDays is not { } max)
            return own;
        if (table is not null && FitsInto(table, max))
            return own;
        if (own is null)
            return LimitAllTime(table, max);

        var days = (own with { To = own.To ?? options.Anchor.Day }).Days;
        if (days is null || days > max)
            context.Issues.Add("policy.max-date-range", $"A time range may have at most {max} days.", $"last {max} days");
        return own;
    }

    /// <summary>What can only be said of the columns that a plan touches.</summary>
    public void Judge(IEnumerable<PlanFacts> selects)
    {
        foreach (var facts in selects)
            Judge(facts);
        foreach (var application in context.MinGroupSize?.Judge() ?? [])
            Apply(application);
    }

    private void Judge(PlanFacts facts)
    {
        foreach (var column in policy.ForbiddenColumns.Where(facts.Columns.Contains))
            context.Issues.Add("policy.forbidden-column", $"{column} may not be used.");
        foreach (var topic in policy.ForbiddenTopics.Where(t => t.Columns.Any(facts.Columns.Contains)))
            context.Issues.Add("policy.forbidden-topic", ForbiddenWords.ReasonOf(topic));
        foreach (var column in policy.RequiredFilters.Where(c => facts.Tables.Contains(c[..c.IndexOf('.', StringComparison.Ordinal)])))
        {
            if (facts.FilteredColumns.Contains(column))
                Apply(new("required_filters", $"{column} must be filtered, and is."));
            else
                context.Issues.Add("policy.required-filter", $"Say which {column} is meant: a query on its table must filter it.", column);
        }
    }

    /// <summary>How many rows the answer may have, and whether the query itself asked for that number.</summary>
    public (int Rows, bool Asked) RowLimit(int? asked)
    {
        var max = MostRows;
        if (asked is { } wanted && wanted <= max)
            return (wanted, true);
        if (asked is not null || policy.DefaultLimit is null)
        {
            var rows = asked is null ? Math.Min(options.FallbackLimit, max) : max;
            if (asked is not null)
                Apply(new("max_rows", $"At most {max} rows are given."));
            return (rows, false);
        }

        return (Math.Min(policy.DefaultLimit.Value, max), false);
    }

    /// <summary>What the groups of the query are held to; null when any may be shown.</summary>
    public GroupSizes? MinGroupSize(SemanticQuery query)
    {
        if (policy.MinGroupSize is not { } rule)
            return null;
        if (rule.Columns.Count == 0 && Members(query).Any(m => m.Shape is QueryShape.Rows or QueryShape.Exists))
        {
            context.Issues.Add("policy.min-group-size", $"Single rows are not shown here: groups of fewer than {rule.Size} are suppressed.");
            return null;
        }

        if (rule.Columns.Count == 0)
            Apply(new("min_group_size", $"Groups of fewer than {rule.Size} rows are left out."));
        return new GroupSizes(context, rule);
    }

    /// <summary>Says what of the rows and values was kept from the query.</summary>
    public void TellAccess(GuardedStatement statement, IReadOnlyCollection<string> columns)
    {
        foreach (var filter in options.Model.Access.FiltersFor(options).Where(f => statement.Tables.Contains(f.Table)))
            Apply(new("row_filters", $"Of {filter.Table}, only rows with {filter.Filter} are seen."));
        foreach (var mask in options.Model.Access.MasksFor(options).Where(m => columns.Contains(m.Column)))
            Apply(new("column_masks", $"{mask.Column} {MaskSql.Words(mask.Mask)}, in conditions and calculations too."));
    }

    /// <summary>The days of related rows that count where the query says none; null for all.</summary>
    public ResolvedTimeRange? LimitRelated(TableDefinition table) =>
        policy.MaxDateRangeDays is { } max && !FitsInto(table, max) ? LimitAllTime(table, max) : null;

    // A union is as many questions as it has members.
    private static IEnumerable<SemanticQuery> Members(SemanticQuery query) => query.Union.Count == 0 ? [query] : query.Union.SelectMany(Members);

    // Several selects of one statement can meet the same rule.
    private void Apply(PolicyApplication application)
    {
        if (!applied.Contains(application))
            applied.Add(application);
    }

    private void AdmitTier()
    {
        foreach (var key in EnforcedPolicyKeys.NotEnforced(policy).Concat(options.Model.Access.Unusable))
            context.Issues.Add("policy.not-enforced", $"The policy sets {key}, which cannot be enforced as it stands; nothing is answered under it.");
        if (policy.AnswerTiersAllowed.Count > 0 && !policy.AnswerTiersAllowed.Contains(options.Tier))
            context.Issues.Add("policy.tier", "Answers of this kind are not allowed here.");
    }

    private ResolvedTimeRange? LimitAllTime(TableDefinition? table, int max)
    {
        if (table is null || !IsEvents(table))
            return null;
        var days = new ResolvedTimeRange(options.Anchor.Day.AddDays(Math.Max(1 - max, -options.Anchor.Day.DayNumber)), options.Anchor.Day);
        Apply(new("max_date_range_days", $"No time was named, so the answer is about the {max} days allowed: {DayWords.Range(days.From, days.To)}."));
        return days;
    }

    // Products or shops have dates too, but nobody means "the shops of the last five years".
    private bool IsEvents(TableDefinition table) =>
        table.TimeColumn is not null && !options.Model.Definition.Relationships.Any(r => r.ToTable == table.Name);

    private bool FitsInto(TableDefinition table, int days) =>
        options.DataDays.FirstOrDefault(d => d.Table == table.Name) is { } span && span.Last.DayNumber - span.First.DayNumber < days;
}
