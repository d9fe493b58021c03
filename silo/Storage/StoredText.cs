using System.Text;

namespace YPort.Twin.Storage;

/// <summary>People's text, of which a sender may have made anything: what a text column cannot hold (NUL, half a surrogate pair) becomes "�".</summary>
static class StoredText
{
    public static string Of(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 && !text.Contains('\0') ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\ufffd');
}
