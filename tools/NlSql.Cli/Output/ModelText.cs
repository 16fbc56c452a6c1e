using NlSql.Cli.Gateway;

namespace NlSql.Cli.Output;

/// <summary>A dataset's model for a terminal.</summary>
internal static class ModelText
{
    public static void Write(DatasetModel model, TextWriter output)
    {
        var table = new TextTable([new("table"), new("columns", Right: true), new("key"), new("time")]);
        foreach (var item in model.Model.Tables)
        {
            table.Add(
                item.Default ? $"{item.Name} (default)" : item.Name, $"{item.Columns.Count}", string.Join(", ", item.PrimaryKey), item.TimeColumn ?? "");
        }

        table.Write(output);
        Section(output, "Relationships", model.Model.Relationships.Select(r =>
            $"{r.FromTable}.{string.Join(", ", r.FromColumns)} -> {r.ToTable}.{string.Join(", ", r.ToColumns)}{(r.Role is null ? "" : $" as {r.Role}")}"));
        Section(output, "Notes", model.Notes.Select(n => $"{n.Table}{(n.Column is null ? "" : $".{n.Column}")}: {n.Text}".TrimStart(':', ' ')));
        Section(output, "Please decide", model.Proposals.Select(p => $"{p.Question} ({p.Id})"));
        output.WriteLine();
        output.WriteLine($"{model.Model.Metrics.Count} metrics, version {model.Version}, {(model.Edited ? "changed by its owner" : "as drafted")}.");
    }

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
