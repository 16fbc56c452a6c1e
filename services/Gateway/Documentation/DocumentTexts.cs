namespace NlSql.Gateway.Documentation;

/// <summary>What the OpenAPI document says of the whole.</summary>
internal static class DocumentTexts
{
    public const string Introduction = """
        Business questions in plain words over uploaded data, answered with the number or table, a sentence, a chart, the SQL, how each word was understood, what was assumed and how sure it is.

        - JSON has names in snake_case. Bodies are at most 64 KiB, those of `/query` and `/sql` 256 KiB, of a model 512 KiB, and an upload 512 MiB.
        - Errors are problem details (RFC 9457) with a stable `code` and a `trace_id`.
        - Lists are read page by page: `limit`, and as `cursor` the `next_cursor` of the page before.
        - Everything belongs to the tenant of the caller. What belongs to another is not found.
        """;

    public static string OfTag(string tag) => tag switch
    {
        "Audit" => "The trail of every question, query, upload and change: append-only, chained by hashes.",
        "Chat" => "Questions in plain words, semantic queries and guarded SQL: three ways in, one answer.",
        "Conversations" => "Questions that build on each other, with all their answers, and what was learnt from them.",
        "Datasets" => "What was uploaded: versions, profiles, differences.",
        "Events" => "Messages between services that could not be taken.",
        "Feedback" => "What people think of answers.",
        "Insights" => "What is worth noticing, on demand and when data changes.",
        "Jobs" => "Uploads that run by themselves.",
        "Semantic models" => "The semantic model that was drafted for a dataset without a plugin.",
        "Plugins" => "The business domains that can be asked about.",
        "Reviews" => "Corrections and unsure questions that wait for somebody's word.",
        "System" => "How the system is.",
        "Uploads" => "Files become versions of datasets.",
        _ => "",
    };
}
