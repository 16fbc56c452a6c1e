using System.Text.Json;
using NlSql.Cli.Gateway;

namespace NlSql.Cli.Output;

/// <summary>An answer as text: the finding, the rows, what was assumed.</summary>
internal static class AnswerText
{
    public static void Write(Answer answer, bool withSql, TextWriter output)
    {
        var text = answer.Narrative ?? (answer.Value.ValueKind == JsonValueKind.Array ? null : Cell(answer.Value));
        if (!string.IsNullOrEmpty(text))
            output.WriteLine(Printable.Lines(text));
        if (answer.AnswerType == "table")
            WriteRows(answer, output);
        for (var i = 0; i < answer.Choices.Count; i++)
            output.WriteLine($"  {i + 1}. {Printable.Line(answer.Choices[i].Label)}");
        foreach (var issue in answer.Issues.Where(i => i.Message != text))
            output.WriteLine($"Note: {Printable.Line(issue.Message)}");
        foreach (var assumption in answer.Assumptions)
            output.WriteLine($"Assumed: {Printable.Line(assumption)}");
        foreach (var warning in answer.Warnings)
            output.WriteLine($"Warning: {Printable.Line(warning)}");
        if (withSql && answer.Sql is { } sql)
        {
            output.WriteLine();
            output.WriteLine(Printable.Lines(sql));
        }
    }

    private static void WriteRows(Answer answer, TextWriter output)
    {
        if (answer.Value.ValueKind != JsonValueKind.Array || answer.Columns.Count == 0)
            return;
        var table = new TextTable(
            [.. answer.Columns.Select(c => new TextColumn(c.Unit is null ? c.Label : $"{c.Label} ({c.Unit})", c.Type is "integer" or "decimal" or "float"))]);
        foreach (var row in answer.Value.EnumerateArray())
            table.Add([.. answer.Columns.Select(c => row.TryGetProperty(c.Name, out var value) ? Cell(value) : "")]);
        output.WriteLine();
        table.Write(output);
        if (answer.Truncated)
            output.WriteLine($"These are the first {answer.Value.GetArrayLength()} rows; there are more.");
        output.WriteLine();
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
