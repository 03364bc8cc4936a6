using System.Diagnostics.CodeAnalysis;

namespace LibraryBot.Turns;

/// <summary>Values by key, of which only those used last are kept. For many threads.</summary>
public sealed class RecentlyUsed<T>(int atMost)
    where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> places = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> newestFirst = new();

    public bool TryGet(string key, [NotNullWhen(true)] out T? value)
    {
        lock (gate)
        {
            value = null;
            if (!places.TryGetValue(key, out var place))
                return false;
            MoveToFront(place);
            value = place.Value.Value;
            return true;
        }
    }

    public void Set(string key, T value)
    {
        lock (gate)
        {
            if (places.TryGetValue(key, out var place))
            {
                place.Value = (key, value);
                MoveToFront(place);
                return;
            }

            places[key] = newestFirst.AddFirst((key, value));
            if (places.Count > atMost)
                Remove(newestFirst.Last!);
        }
    }

    public void Forget(string key)
    {
        lock (gate)
        {
            if (places.TryGetValue(key, out var place))
                Remove(place);
        }
    }

    private void MoveToFront(LinkedListNode<(string Key, T Value)> place)
    {
        if (newestFirst.First == place)
            return;
        newestFirst.Remove(place);
        newestFirst.AddFirst(place);
    }

    private void Remove(LinkedListNode<(string Key, T Value)> place)
    {
        newestFirst.Remove(place);
        places.Remove(place.Value.Key);
    }
}
