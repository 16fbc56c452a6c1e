using NlSql.PluginRegistry.Contracts;
using NlSql.PluginRegistry.DataFindings;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>The light catalog.</summary>
internal sealed record PluginList(IReadOnlyList<PluginSummary> Plugins, string? NextCursor);

/// <summary>A plugin in the catalog.</summary>
internal sealed record PluginSummary(
    string Id, string Name, string Description, string Version, string VersionLabel, IReadOnlyList<string> Tables, int MetricCount, int QuestionCount)
{
    public static PluginSummary Of(ModelDefinition model) => new(
        model.Plugin.Id,
        model.Plugin.Name,
        model.Plugin.Description,
        model.Version,
        model.Plugin.VersionLabel,
        [.. model.Tables.Select(t => t.Name)],
        model.Metrics.Count,
        model.QuestionPacks.Sum(p => p.Questions.Count));
}

/// <summary>A plugin for people: what can be uploaded and asked. Hidden columns are left out.</summary>
internal sealed record PluginDetail(
    PluginDefinition Plugin,
    string Version,
    string DefaultTable,
    IReadOnlyList<TableDefinition> Tables,
    IReadOnlyList<RelationshipDefinition> Relationships,
    IReadOnlyList<MetricDefinition> Metrics,
    IReadOnlyList<SegmentDefinition> Segments,
    IReadOnlyList<InsightSummary> Insights,
    PolicyDefinition Policy,
    IReadOnlyList<string> SuggestedQuestions)
{
    public static PluginDetail Of(ModelDefinition model) => new(
        model.Plugin,
        model.Version,
        model.DefaultTable.Name,
        [.. model.Tables.Select(t => t with { Columns = [.. t.Columns.Where(c => c.Visibility == ColumnVisibility.Public)] })],
        model.Relationships,
        model.Metrics,
        model.Segments,
        [.. model.Insights.Select(i => new InsightSummary(i.Name, i.Title, i.Description, i.Severity))],
        model.Policy,
        [.. model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Suggest).Select(q => q.Ask[0])]);
}

/// <summary>An insight by name.</summary>
internal sealed record InsightSummary(string Name, string Title, string Description, InsightSeverity Severity);

/// <summary>The verified questions of a plugin.</summary>
internal sealed record QuestionList(string Plugin, string Version, IReadOnlyList<PackResponse> Packs)
{
    public static QuestionList Of(ModelDefinition model) => new(
        model.Plugin.Id,
        model.Version,
        [.. model.QuestionPacks.Select(p => new PackResponse(p.Name, p.Title, p.Description, [.. p.Questions.Select(QuestionResponse.Of)]))]);
}

/// <summary>A pack of questions.</summary>
internal sealed record PackResponse(string Name, string Title, string Description, IReadOnlyList<QuestionResponse> Questions);

/// <summary>A verified question.</summary>
internal sealed record QuestionResponse(
    IReadOnlyList<string> Ask, IReadOnlyList<QuestionSlot> Slots, bool Suggest, string? VerifiedBy, DateOnly? VerifiedAt)
{
    public static QuestionResponse Of(VerifiedQuestion question) =>
        new(question.Ask, question.Slots, question.Suggest, question.VerifiedBy, question.VerifiedAt);
}

/// <summary>The terms of a plugin.</summary>
internal sealed record GlossaryResponse(string Plugin, string Version, IReadOnlyList<GlossaryEntry> Terms);

/// <summary>What is wrong with a plugin's files, and what of its data does not fit them.</summary>
/// <param name="Plugin">Name of the folder.</param>
/// <param name="Valid">Whether the files have no problems.</param>
/// <param name="ServedVersion">The version that is served; null when there is none.</param>
/// <param name="FilesVersion">The version of the files on disk.</param>
/// <param name="Problems">Every problem, by file and line.</param>
/// <param name="Contract">How far the verified questions have been run on the sample data.</param>
internal sealed record ValidationResponse(
    string Plugin, bool Valid, string? ServedVersion, string FilesVersion, IReadOnlyList<PluginProblem> Problems, ContractResponse Contract)
{
    /// <summary>
    /// Where the caller's uploaded rows do not fit the declared keys and relationships, newest first; null in the answer of a reload, which
    /// is about files, and while the database is away.
    /// </summary>
    public IReadOnlyList<DataFindingResponse>? DataFindings { get; init; }

    public static ValidationResponse Of(PluginState state) => new(
        state.Id, state.Problems.Count == 0, state.Served?.Model.Version, state.FilesVersion, state.Problems, ContractResponse.Of(state.Contract));
}

/// <summary>What came of a plugin's contract.</summary>
/// <param name="Status"><c>not_run</c>, <c>running</c>, <c>passed</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it was not run; null otherwise.</param>
/// <param name="Questions">Verified questions that were run.</param>
/// <param name="Compared">Those of them with expected rows.</param>
/// <param name="CheckedAt">When; null when it was not run.</param>
internal sealed record ContractResponse(ContractStatus Status, string? Reason, int Questions, int Compared, DateTimeOffset? CheckedAt)
{
    public static ContractResponse Of(ContractReport report) => new(report.Status, report.Reason, report.Questions, report.Compared, report.CheckedAt);
}

/// <summary>What a reload found, one entry for each folder.</summary>
internal sealed record ReloadResponse(IReadOnlyList<ValidationResponse> Plugins);
