using System.Globalization;
using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;

namespace NlSql.Cli.Output;

/// <summary>What a draft found, for a terminal.</summary>
internal static class DraftText
{
    public static void Write(DraftedModel draft, IReadOnlyList<TableProfile> profiles, string folder, TextWriter output)
    {
        var model = draft.Model;
        var table = new TextTable([new("table"), new("rows", Right: true), new("columns", Right: true), new("key"), new("time")]);
        foreach (var (definition, profile) in model.Tables.Zip(profiles))
        {
            table.Add(
                definition.Default ? $"{definition.Name} (default)" : definition.Name, profile.Rows.ToString("N0", CultureInfo.InvariantCulture), $"{definition.Columns.Count}",
                string.Join(", ", definition.PrimaryKey), definition.TimeColumn ?? "");
        }

        table.Write(output);
        Section(output, "Relationships", model.Relationships.Select(r =>
            $"{r.FromTable}.{r.FromColumns[0]} -> {r.ToTable}.{r.ToColumns[0]}{(r.Role is null ? "" : $" as {r.Role}")}"));
        Section(output, "Personal data", Notes(draft, DraftNoteKind.PersonalData));
        Section(output, "Left out", Notes(draft, DraftNoteKind.LeftOut));
        Section(output, "Please decide", Notes(draft, DraftNoteKind.Question).Concat(draft.Likely.Select(l => l.Relationship).Select(r =>
            $"{r.FromTable}.{r.FromColumns[0]}: all its values are in {r.ToTable}.{r.ToColumns[0]}. Does it refer to it? It is not joined; schema.yaml has the line.")));
        output.WriteLine();
        output.WriteLine($"{model.Metrics.Count} metrics, {model.Segments.Count} segments, {model.QuestionPacks.Sum(p => p.Questions.Count)} questions, {model.Insights.Count} insights.");
        output.WriteLine($"{folder} is written and has no problems. Read it through; what says \"check\" is yours to decide.");
    }

    private static IEnumerable<string> Notes(DraftedModel draft, DraftNoteKind kind) =>
        draft.Notes.Where(n => n.Kind == kind).Select(n => $"{n.Table}{(n.Column is null ? "" : $".{n.Column}")}: {n.Text}");

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title);
        foreach (var line in all)
            output.WriteLine($"  {Printable.Line(line)}");
    }
}
