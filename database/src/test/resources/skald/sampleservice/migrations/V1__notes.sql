CREATE TABLE note (text text NOT NULL);
INSERT INTO note VALUES ('no ${placeholder} is replaced');
