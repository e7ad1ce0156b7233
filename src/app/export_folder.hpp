// The files of saved exports in a folder of this machine: mode 0600 in a folder of mode 0700.
#pragma once

#include "ports/export_folder.hpp"

namespace orderyard::app {

class FileExportFolder final : public ports::ExportFolder {
  public:
    // Makes the folder when the first file is made.
    explicit FileExportFolder(std::string path);

    std::unique_ptr<ports::ExportDraft> Make(const std::string& name) override;
    std::unique_ptr<ports::ExportReader> Open(const std::string& name) const override;
    std::vector<std::string> Names() const override;
    void Remove(const std::string& name) override;
    void RemoveDrafts() override;
    const std::string& PlaceName() const override { return place_name_; }

  private:
    std::string PathOf(const std::string& name) const;

    std::string path_;
    std::string place_name_;
};

}  // namespace orderyard::app
