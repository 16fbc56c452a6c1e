using NlSql.Chat;
using NlSql.Chat.Asking;
using NlSql.Chat.Conversations;
using NlSql.Contracts;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Chat);
builder.AddChat();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapAsking();
app.MapConversations();
app.Run();
