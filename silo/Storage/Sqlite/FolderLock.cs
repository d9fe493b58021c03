namespace YPort.Twin.Storage.Sqlite;

/// <summary>Keeps a folder to one process for as long as that process lives; the system lets go of it even after a SIGKILL.</summary>
sealed class FolderLock : IDisposable
{
    readonly FileStream _file;

    FolderLock(FileStream file) => _file = file;

    /// <exception cref="StoreInUseException">Another process has the folder.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreInUseException($"The folder \"{folder}\" is in use by a running twin. Stop that one first, or name another folder with Twin:Data (environment Twin__Data).", taken);
        }
    }

    public void Dispose() => _file.Dispose();
}
