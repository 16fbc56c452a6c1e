using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and their towns?", "also the price": more columns of the rows listed.</summary>
internal sealed class OutputEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (revision.Query.Union.Count > 0 || !(fragment.Cues.Adds || fragment.Cues.Refers || fragment.Cues.Only || fragment.Cues.Replaces))
            return;
        foreach (var phrase in fragment.Unused<MentionTarget.Column>())
        {
            if (Columns.Best(revision, phrase) is not { } column || !Columns.IsReached(revision, column.TableName))
                continue;
            var name = Columns.Shown(fragment, revision, phrase, column);
            // "show me their names" after a number: of the rows that were counted.
            if (fragment.Cues.Refers && revision.Query is { Dimensions.Count: 0, Metrics: [var metric] } && Measures.CountsRows(revision, metric))
            {
                RowsEdit.List(fragment, revision);
                revision.Query = revision.Query with { Return = [] };
            }

            var query = revision.Query;
            if (query is { Shape: QueryShape.Distinct } || (query is { Metrics.Count: > 0 } and ({ Dimensions.Count: > 0 } or { Return.Count: 0 }) && fragment.Cues.Adds && !Columns.IsNumber(Columns.Definition(revision, column)!)))
                revision.Query = Shape.WithDimensions(revision.Query, [new() { Column = name }], [name]);
            else if (query.From is not null && (query.Shape == QueryShape.Rows || query.Return.Count > 0))
                revision.Query = revision.Query with { Return = Outputs(fragment, revision, name) };
            else
                continue;
            phrase.Use(column);
        }
    }

    // "only their names" shows nothing else.
    private static ValueList<OutputReference> Outputs(Fragment fragment, Revision revision, string name)
    {
        var shown = revision.Query.Return;
        if ((fragment.Cues.Only || fragment.Cues.Replaces || (fragment.Cues.Refers && shown.Count == 0)) && revision.IsList)
            return [OutputReference.Of(name), .. shown.Where(r => fragment.Phrases.Any(p => p.Taken is MentionTarget.Column taken && Columns.Name(taken) == r.Name))];
        if (shown.Any(r => revision.Full(r.Name) == name))
            return shown;
        // What is listed without any output named shows all columns; the first one named must not hide the name of the row.
        var first = shown.Count == 0 && revision.Model.FindTable(revision.Table) is { } table && DisplayColumns.NameColumn(table) is { } display ? [OutputReference.Of($"{table.Name}.{display}")] : shown;
        return first.Append(OutputReference.Of(name)).ToValueList();
    }
}
