using System.Text.RegularExpressions;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Intents;

/// <summary>
/// Requests to change data, to run statements, to get around the rules or to reach what belongs to others. A verb counts only as an order:
/// at the head of a clause and with an object, so that "which products were dropped" and "update me on sales" are questions.
/// </summary>
internal static partial class UnsafeIntent
{
    private const string WriteMessage = "I only read data; I never change, add or delete anything. Nothing was run.";
    private const string StatementMessage = "I answer questions in plain language and run no statements that are written into them. Nothing was run.";
    private const string RulesMessage = "I cannot set aside the rules that I work under. Nothing was run.";
    private const string OutsideMessage = "I can only see your own dataset: no other tenants, datasets, users or parts of the system. Nothing was run.";
    private const string WorkloadMessage = "That would only keep the system busy. Nothing was run.";

    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        if (Statement().IsMatch(text.Plain))
            return Refuse("intent.statement", StatementMessage);
        if (text.Clauses.Any(IsWrite) || WriteAsAfterthought().IsMatch(text.Plain) || ForeignWrite().IsMatch(text.Plain))
            return Refuse("intent.write", WriteMessage);
        if (Rules().IsMatch(text.Plain))
            return Refuse("intent.rules", RulesMessage);
        if (Outside().Matches(text.Plain).Any(m => !IsData(m.Value, lexicon)))
            return Refuse("intent.outside", OutsideMessage);
        return Workload().IsMatch(text.Plain) ? Refuse("intent.workload", WorkloadMessage) : null;
    }

    private static Intent Refuse(string code, string message) => new(IntentKind.Unsafe, code, message);

    private static bool IsWrite(string clause)
    {
        if (DestructiveOrder().IsMatch(clause) || AssignmentOrder().IsMatch(clause) || StructuralOrder().IsMatch(clause))
            return true;
        return RemovalOrder().IsMatch(clause) && !Presentation().IsMatch(clause);
    }

    // In a model of apartments, tenants are data.
    private static bool IsData(string words, Lexicon lexicon) =>
        Tokenizer.Tokenize(words).Any(t => t.Stem is not ("other" or "all" or "another" or "every" or "user") && t.Stem.Length > 3 && lexicon.Phrases.Step(0, t.Stem) > 0
            && t.Stem is "tenant" or "password" or "queue" or "server" or "account" or "organization" or "plugin");

    // Text of statements, wherever it stands.
    [GeneratedRegex(@"\bdelete\s*from|\bdroptable|\bdrop\s+(?:table|schema|database|view|index|column|role|user|function|extension|trigger|sequence)\b|\btruncate\s+(?:table\b|\w+\s*;?$)|\binsert\s+into\b|\bupdate\s+\w+\s+set\b|\balter\s+(?:table|role|user|database|schema|column|system)\b|\bcreate\s+(?:or\s+replace|table\s+\w+\s*(?:\(|as\b)|view\s|function|role|user\s|index\s|schema|database|extension|trigger)|\bgrant\s+\w+(?:\s*,\s*\w+)*\s+(?:on|to)\b|\brevoke\s+\w+\s+(?:on|from)\b|\bcopy\s+\w+\s+(?:to|from)\b|\bunion\s+(?:all\s+)?select\b|\bselect\s+(?:\*|[\w.,\s*()]+?)\s+from\s+\w+|\bselect\s+\w+\s*\(|\bpg_\w+|\bset_config\b|\binformation_schema\b|\bvacuum\s+(?:full|analy[sz]e)\b|\bor\s+1\s*=\s*1\b|';|\bxp_cmdshell\b|\bexec(?:ute)?\s*\(")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^(?:delete|erase|truncate|purge|wipe|destroy|overwrite|undo|revert|roll\s?back|shut\s?down|kill|vacuum(?=\s+(?:full|the|all|analy))|reindex|clean\s?up|run\s+(?:the\s+)?(?:vacuum|delete|drop|truncate|update|insert|one)|drop\s+(?:the|all|every|each|this|that|my|our|these|those|any|everything|it|them)\b|clear\s+(?:the|all|every|my|our|out|this)\b|reset\s+(?:the|all|every|my|our|this)\b|grant\b|revoke\b|insert\b|restart\b|reboot\b|disable\b|bypass\b|commit\b|rename\b)(?!\s+(?:key|rate|count|ed)\b)(?:\s|$)")]
    private static partial Regex DestructiveOrder();

    [GeneratedRegex(@"^(?:set|change|modify|edit|adjust|correct|fix|increase|decrease|raise|lower|double|replace|convert|update|mark|assign)\s+(?!me\b|us\b|on\b|in\b|of\b|over\b|from\b|between\b|it\b|that\b|this\s+to\b)\S.*\b(?:to|as|with|by\s+\d|equal)\b")]
    private static partial Regex AssignmentOrder();

    [GeneratedRegex(@"^(?:update\s+(?:the|all|every|each|our|my|these|those)\b(?!.*\b(?:on|about)\b)|add\s+(?:an?\s+|the\s+|some\s+|new\s+|another\s+|this\s+|\d+\s+)*(?:column|row|record|table|entry|order|customer|product|store|sale|user|field|item|index)s?\b|create\s+(?:an?\s+|the\s+|new\s+)*(?:user|role|index|schema|database|trigger|function|view|dataset|column|record|row|entry|backup)\b|(?:give|get|make)\s+(?:me|us|my\s+user|everyone)\b.*\b(?:write\s+access|access\s+to\s+all|admin\w*|permissions?|privileges?|superuser|root)\b|(?:import|upload|load|write|save|store)\s+(?:the|a|this|these|my|new)\s+(?:file|csv|data|row|record|order|table)s?\b)")]
    private static partial Regex StructuralOrder();

    [GeneratedRegex(@"^(?:remove|take\s+out|get\s+rid\s+of|throw\s+away|discard|eliminate)\b")]
    private static partial Regex RemovalOrder();

    // Leaving something out of an answer changes no data: "remove the outliers", "remove returns from the total".
    [GeneratedRegex(@"\b(?:outliers?|nulls?|blanks?|duplicates?|decimals?|legend|limit|grouping|weekends?|zeros?|zeroes|anomal\w+|extremes?|noise|returns?|taxes|tax|discounts?|that\s+filter|the\s+filter\s+on|from\s+the\s+(?:chart|graph|plot|result|results|list|answer|calculation|total|average|analysis|report|breakdown))\b")]
    private static partial Regex Presentation();

    [GeneratedRegex(@"\b(?:and|then|afterwards|,|by|also|to)\s+(?:then\s+|please\s+|also\s+)*(?:delete|drop|truncate|erase|wipe|purge|destroy|overwrite|deleting|truncating|erasing|wiping|purging)\s+(?:the|all|every|each|our|my|these|those|them|it|any|everything|whole|entire|old|test)\b|\b(?:remove|delete|drop)\s+(?:all|every|each)\s+(?:rows?|records?|data|tables?|entries)\b|\bby\s+removing\s+(?:the\s+|all\s+|test\s+)*(?:rows?|records?|orders?|entries)\b|\bexecute\s+without\s+checks\b")]
    private static partial Regex WriteAsAfterthought();

    // The same orders in other languages that users write.
    [GeneratedRegex(@"^(?:bitte\s+)?(?:losche|loesche|loschen|loeschen|entferne|andere|aendere)\b|^(?:por\s+favor\s+)?(?:borra|borrar|elimina|eliminar|suprime|modifica|actualiza)\b|^(?:supprime|supprimer|supprimez|efface|effacer|effacez)\b|^(?:apaga|apagar|exclua|excluir|remova)\b|^(?:cancella|cancellare|rimuovi)\b|^(?:usun|skasuj)\b|^(?:verwijder|wis)\b|^(?:удали|удалить|удалите|сотри|очисти)|を?削除(?:して|せよ|しろ)|^(?:请|請)?(?:删除|刪除|清空)|(?:을|를)?\s?삭제(?:해|하)")]
    private static partial Regex ForeignWrite();

    [GeneratedRegex(@"\b(?:ignore|disregard|forget|override|bypass|circumvent|skip|turn\s+off|switch\s+off|disable|remove|without)\b.{0,40}\b(?:instructions?|rules|guards?|checks|checker|polic(?:y|ies)|restrictions?|safety|security|prompt|row\s+filters?|dataset\s+filters?|tenant\s+filters?|limits?\s+and)\b|\b(?:system|hidden|initial)\s+prompts?\b|\byour\s+(?:instructions|prompt|rules|guidelines)\b|(?:^|\s)(?:system|assistant|developer)\s*:|\bnew\s+instructions\b|\byou\s+are\s+(?:now|an?\s+(?:expert|admin|ai|assistant|dba|root))\b|\bact\s+as\s+(?:an?|the|my)\b|\bpretend\s+(?:to|that|you)\b|\bjailbreak|\bguard\W{0,4}(?:is\s+)?off\b|\bbase64\b|\brot13\b|\bcall\s+the\s+tool\b|\bfilter\s+is\s+disabled\b|\bso\s+that\s+the\s+checker\b|\bdeveloper\s+mode\b|\b(?:ignora|ignoriere|ignorez|olvida|vergiss|oubliez|oublie)\b.{0,30}\b(?:instruc|anweisung|regeln|reglas)|\bmy\s+role\s+is\s+admin|\bi\s+am\s+(?:the\s+|an\s+)?(?:admin\w*|superuser|root|dba|user\s+id)\b")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\b(?:other|another|all|every|which|different)\s+(?:tenants?|datasets?|users|organi[sz]ations?|accounts\s+in\s+this\s+(?:system|database))\b|\b(?:other|another)\s+(?:compan(?:y|ies)|clients?|customers?)\s+(?:in|of|on)\s+(?:this|the)\s+(?:database|system|server|platform)\b|\bother\s+(?:dataset|plugin)s?\b|\btenants?(?:_id)?\b|\bdatasets?\s+ds_\w+|\bconnection\s+strings?\b|\benvironment\s+variables?\b|\bpasswords?\b|\bcredentials\b|\bapi\s+keys?\b|\bdatabase\s+user\b|\bqueries\s+that\s+run\s+on\b|\brabbitmq\b|\bmessage\s+queues?\b|\bsystem\s+(?:tables?|catalogs?)\b|\bphysical\s+columns?\b|\bhidden\s+(?:ones|columns?|tables?|fields?)\b|\bserver\s+(?:files?|logs?|config\w*)\b|\bregex\s+patterns?\b|/etc/passwd|contrasenas?\b|passworter|mots\s+de\s+passe")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\bcross\s+join\b|\b(?:endless|infinite)\s+loop\b|\b(?:thousand|million|billion)\s+times\b|\bself\s+join\b.{0,30}\btimes\b")]
    private static partial Regex Workload();
}
