using NlSql.SemanticModel.Reading;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Models;

/// <summary>Why a dataset's model cannot be shown or changed.</summary>
internal static class ModelErrors
{
    private const int MostIssues = 200;

    public static Failure OfPlugin(string pluginId) => new(
        FailureKind.Conflict, "ingestion.model-of-plugin", $"The dataset's model is that of its plugin: GET /plugins/{pluginId}/schema. It is changed in the plugin's files.");

    public static Failure None(Guid datasetId, int version) => new(
        FailureKind.NotFound, "ingestion.model-none", $"Version {version} of the dataset '{datasetId}' has no model.");

    public static Failure Stale(string current) => new(
        FailureKind.Stale, "ingestion.model-stale", $"The model was changed meanwhile; it is at {current}. Get it again and repeat the change, or send it without If-Match.");

    public static Failure BodyTooLarge(int limit) => new(
        FailureKind.TooLarge, "ingestion.model-too-large", $"A model has at most {limit / 1024} KiB.");

    public static Failure Malformed(string path, string message) => new(
        FailureKind.Invalid, "ingestion.model-malformed", $"The body is no model: {message}")
    {
        Issues = [new("ingestion.model-malformed", message) { Path = path }],
    };

    public static Failure Empty { get; } = new(
        FailureKind.Invalid, "ingestion.model-missing", "The body needs \"model\" or \"files\", as GET gives them.");

    public static Failure Ambiguous { get; } = new(
        FailureKind.Unprocessable, "ingestion.model-ambiguous", "Both \"model\" and \"files\" differ from what is stored. Change one of them, and leave the other out or as it was.");

    public static Failure Invalid(IReadOnlyList<PluginProblem> problems) => new(
        FailureKind.Unprocessable, "ingestion.model-invalid", $"The model has {problems.Count} problem(s), so nothing was changed. The first: {problems[0]}")
    {
        Issues =
        [
            .. problems.Take(MostIssues).Select(p => new FailureIssue(p.Code, p.Message)
            {
                File = p.File,
                Line = p.Line,
                Column = p.Column.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Suggestions = p.Hint is { } hint ? [hint] : [],
            }),
        ],
    };

    public static Failure ProposalUnknown(string id) => new(
        FailureKind.NotFound, "ingestion.proposal-unknown", $"The model has no proposal '{Uploads.UploadErrors.Shown(id)}'. GET …/model lists them.");

    public static Failure ProposalAnswered(string id) => new(
        FailureKind.Conflict, "ingestion.proposal-answered", $"The proposal '{Uploads.UploadErrors.Shown(id)}' was answered before. PUT …/model changes relationships.");

    public static Failure PluginIdInvalid { get; } = new(
        FailureKind.Invalid, "ingestion.plugin-id-invalid", "A plugin's id is lower-case letters, digits and single underscores, begins with a letter and has at most 32 characters.");
}
