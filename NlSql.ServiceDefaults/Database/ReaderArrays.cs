using System.Text;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Arrays as Postgres writes them: <c>{1,NULL,"a \"quoted\" text",{2}}</c>.</summary>
internal static class ReaderArrays
{
    /// <summary>Reads an array whose elements have the type with this object id.</summary>
    public static object Read(uint element, string text)
    {
        // Bounds other than 1 come first: [0:1]={5,6}.
        var at = text.StartsWith('[') ? text.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        return Items(element, text, ref at);
    }

    private static object?[] Items(uint element, string text, ref int at)
    {
        var items = new List<object?>();
        at++;
        while (text[at] != '}')
        {
            items.Add(text[at] switch
            {
                '{' => Items(element, text, ref at),
                '"' => ReaderValues.Read(element, Quoted(text, ref at)),
                _ => Plain(element, text, ref at),
            });
            if (text[at] == ',')
                at++;
        }

        at++;
        return [.. items];
    }

    private static object? Plain(uint element, string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(',', '}') + at;
        var item = text[at..end];
        at = end;
        // A text that says NULL comes in quotes.
        return item == "NULL" ? null : ReaderValues.Read(element, item);
    }

    private static string Quoted(string text, ref int at)
    {
        var item = new StringBuilder();
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] == '\\')
                at++;
            item.Append(text[at]);
        }

        at++;
        return item.ToString();
    }
}
