using System.Text;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Narration;
using NlSql.Query.Sql.Guarding;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>What the model is shown of SQL that it wrote: the question, the plan in words, the SQL, and rows where the policy lets it see any.</summary>
internal static class VerificationPrompt
{
    private const int MostRows = 5;

    public static string Build(string question, CompiledQuery query, ResultTable rows, ModelIndex model)
    {
        var text = new StringBuilder()
            .Append("<data about=\"question\">\n").Append(DataText.Of(question, 2_000)).Append("\n</data>\n")
            .Append("<data about=\"query\">\n").Append(DataText.Of(Explainer.Explain(query, model), 2_000)).Append('\n')
            .Append(query.DisplaySql.Replace('<', '‹').Replace('>', '›')).Append("\n</data>\n");
        if (new ToldColumns(model.Definition).TellsRowsOf(model.Definition, ColumnsOf(query.Guarded, model)))
        {
            text.Append("<data about=\"first rows\">\n").AppendJoin(" | ", rows.Columns.Select(c => DataText.Of(c.Name, 80))).Append('\n');
            foreach (var row in rows.Rows.Take(MostRows))
                text.AppendJoin(" | ", row.Select(v => v is null ? "" : DataText.Of(Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture) ?? "", 80))).Append('\n');
            text.Append("</data>\n");
        }

        return text.ToString();
    }

    // Which columns SQL lets through its expressions is not followed: those of all its tables have to be harmless.
    private static IEnumerable<string> ColumnsOf(GuardedStatement statement, ModelIndex model) =>
        statement.Tables.SelectMany(t => model.Table(t)?.Columns.Select(c => $"{t}.{c.Name}") ?? []);
}
