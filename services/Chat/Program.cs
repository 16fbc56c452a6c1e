using NlSql.Chat;
using NlSql.Chat.Asking;
using NlSql.Chat.Conversations;
using NlSql.Chat.Feedback;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.Contracts;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Chat);
builder.AddChat();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapAsking();
app.MapConversations();
app.MapMemory();
app.MapFeedback();
app.MapReviews();
app.Run();
